import { z } from "zod";

/** One result of a report, as far as scoring looks at it. */
const finding = z.object({
  check: z.string(),
  suite: z.string(),
  verdict: z.enum(["not-applicable", "pass", "noted", "inconclusive", "suspected", "error", "fail"]),
  tool: z.string().optional(),
  param: z.string().optional(),
  because: z.string(),
  reason: z.string().optional(),
  /** Ids of the exchanges of both rounds. */
  exchanges: z.array(z.string()).default([]),
});

/** What became of one version of one entry. */
export const outcomeSchema = z.discriminatedUnion("state", [
  z.object({
    state: z.literal("ran"),
    findings: z.array(finding),
    requests: z.int(),
    /** Wall clock of the harness, from its start to its end. */
    seconds: z.number(),
    /** Why the run ended before its time; absent when it did not. */
    cutShort: z.string().optional(),
  }),
  z.object({ state: z.literal("skipped"), reason: z.string() }),
  /** `by` says who failed: what the entry describes did not come up, or the harness did not do its work. */
  z.object({ state: z.literal("crashed"), reason: z.string(), by: z.enum(["entry", "harness"]) }),
]);

export type Finding = z.infer<typeof finding>;
export type Outcome = z.infer<typeof outcomeSchema>;

/** What the bench reads of a `report.json`; the rest may change. */
export const reportRead = z.object({
  stopReason: z.string(),
  stopDetail: z.string(),
  results: z.array(finding),
  coverage: z.object({ requests: z.object({ sent: z.int() }) }),
});
