import { z } from "zod";
import type { Json } from "./json.ts";
import type { ServerList } from "./server-lists.ts";

const part = z.strictObject({
  /** Of the value as canonical JSON, in hexadecimal digits. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Without secrets. */
  value: z.json() as z.ZodType<Json>,
});

/** The members of one entry: `description`, `inputSchema`, `annotations` and whatever else it has. */
const entry = z.record(z.string(), part);
const list = z.record(z.string(), entry);

const surface = z.strictObject({
  instructions: part.optional(),
  tools: list,
  resources: list,
  resourceTemplates: list,
  prompts: list,
});

/** What a server listed to each principal when its owner agreed with it: `gauntlet.lock.json`, version 1. */
export const lockSchema = z.strictObject({
  $schema: z.string().optional(),
  lockVersion: z.literal(1),
  principals: z.record(z.string(), surface),
});

export type Lock = z.infer<typeof lockSchema>;
export type LockedSurface = z.infer<typeof surface>;
export type LockedEntry = z.infer<typeof entry>;
export type LockedPart = z.infer<typeof part>;

/** One thing that is listed otherwise than it was locked. */
export interface Drift {
  /** `tool get_order`, `instructions`. */
  readonly item: string;
  /** Where it is listed; undefined for the instructions, which come with the handshake. */
  readonly list: ServerList | undefined;
  readonly name: string;
  readonly change: "added" | "removed" | "changed";
  /** To whom, in the order of the config. */
  readonly principals: readonly [string, ...string[]];
  /** As it was locked; nothing for what was added. */
  readonly locked: LockedEntry;
  /** What is different, a phrase for each place. */
  readonly says: readonly string[];
}

/** How what is listed compares with the lock. */
export interface Drifted {
  readonly drifts: readonly Drift[];
  /** Principals that were locked and are listed something now: what was compared. */
  readonly compared: readonly string[];
  /** Principals of only one of the two. */
  readonly uncompared: readonly string[];
}
