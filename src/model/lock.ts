import { z } from "zod";
import type { Json } from "./json.ts";

/** The lists of a surface, and the member that names an entry in each: nothing else of it may be the same twice. */
export const lockedLists = {
  tools: { one: "tool", named: "name", method: "tools/list" },
  resources: { one: "resource", named: "uri", method: "resources/list" },
  resourceTemplates: { one: "resource template", named: "uriTemplate", method: "resources/templates/list" },
  prompts: { one: "prompt", named: "name", method: "prompts/list" },
} as const;
export type LockedList = keyof typeof lockedLists;

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
  readonly list: LockedList | undefined;
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
