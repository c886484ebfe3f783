import { z } from "zod";
import { profiles } from "./plan.ts";

/** A time as on the command line: `30s`, `500ms`, `2m`. */
const time = z.string().regex(/^\d{1,6}(?:\.\d{1,3})?(?:ms|s|m)$/);
const share = z.number().min(0).max(1);

/** What an owner writes under `load`: what users do, how many come, and what the server is held to. */
export const loadConfig = z.strictObject({
  users: z.int().min(1).max(5_000).optional(),
  profile: z.enum(profiles).optional(),
  duration: time.optional(),
  warmUp: time.optional(),
  /** Calls a second that arrive, whether or not earlier ones were answered. */
  arrivals: z.number().positive().optional(),
  mix: z
    .array(
      z.strictObject({
        tool: z.string().min(1),
        args: z.record(z.string(), z.json()).optional(),
        weight: z.number().positive().optional(),
        complexity: z.enum(["simple", "complex"]).optional(),
      }),
    )
    .min(1)
    .optional(),
  think: time.optional(),
  fanOut: z.int().min(1).max(200).optional(),
  callsPerSession: z.int().positive().optional(),
  abandoned: share.optional(),
  cancelled: share.optional(),
  disconnected: share.optional(),
  thresholds: z
    .strictObject({
      simpleP95Ms: z.number().positive().optional(),
      complexP95Ms: z.number().positive().optional(),
      availability: share.optional(),
      recoverySeconds: z.number().positive().optional(),
    })
    .optional(),
});

export type LoadConfig = z.infer<typeof loadConfig>;
