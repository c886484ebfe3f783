import type { JsonObject } from "./json.ts";

/** Where a server may show a canary: in a reply, or in something that comes beside replies. */
export const leakPlaces = [
  "reply",
  "handshake",
  "http-headers",
  "notification",
  "server-request",
  "stderr",
  "stray-output",
] as const;

/** Where one may be seen at all: also in a request of ours. */
export const canaryPlaces = ["request", ...leakPlaces] as const;
export type CanaryPlace = (typeof canaryPlaces)[number];

/** One secret that is looked for in everything that a server says. */
export interface Canary {
  readonly name: string;
  /** Never written or shown. */
  readonly value: string;
  /** Names of the principals that may see it. */
  readonly visibleTo: readonly string[];
  /** The table of ours that holds it; undefined = the owner declared it. */
  readonly table: string | undefined;
}

/** One time that a canary was seen where the request had not put it. */
export interface Leak {
  readonly place: (typeof leakPlaces)[number];
  /** The exchange that carried it, or that was under way. */
  readonly exchange: string;
  /** What was called; the method where it was no tool. */
  readonly tool: string | undefined;
  readonly method: string;
  /** The requests that can have caused it, likeliest first, as they were sent. */
  readonly calls: readonly { readonly method: string; readonly params: JsonObject }[];
}

/** What is known of one canary after the checks that come first. */
export interface CanaryState {
  readonly name: string;
  readonly table: string | undefined;
  /** Why it could not be planted; undefined for one that is there. */
  readonly unplanted: string | undefined;
  /** True where the principal of this run may see it. */
  readonly visible: boolean;
  /** True where a request of ours held it, so that the server may know it from us. */
  readonly sent: boolean;
  /** How many replies it was looked for in, and how many of them were successes of a tool. */
  readonly replies: number;
  readonly successes: number;
  readonly leaks: readonly Leak[];
}
