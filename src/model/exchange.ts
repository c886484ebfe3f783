import type { CanaryPlace } from "./canary.ts";
import type { Json, JsonObject } from "./json.ts";
import type { Reply } from "./reply.ts";

/** Why a probe sent a request: what it proves depends on it. */
export type Role = "discover" | "setup" | "baseline" | "control" | "attack" | "confirm" | "cleanup";

/**
 * A secret-like string the recorder removed: where it was, what it is, and a keyed hash to compare without seeing. It is
 * also told of where it came beside the replies of a session, with the next exchange of that session.
 */
export interface Sighting {
  readonly kind: string;
  readonly placeholder: string;
  readonly where: CanaryPlace;
  /** Facts that are safe to show: the host of a connection string, the issuer of a token. */
  readonly shape: Readonly<Record<string, string>>;
}

/** Something that a server told its client beside replies. */
export interface Beside {
  readonly where: Extract<CanaryPlace, "notification" | "server-request" | "http-headers">;
  /** Its texts, redacted and cut. */
  readonly text: string;
}

/** One numbered request with its reply, redacted; with observations, all that evidence is made of. */
export interface Exchange {
  /** Unique in the run and the same under the same seed, such as `r3.2`: second exchange of the third subject. */
  readonly id: string;
  readonly role: Role;
  /** What the probe called this step, such as `boolean:true`; a judge finds its exchanges by it. */
  readonly label: string;
  /** What the probe wants its judge to know of this step, such as the value only a database could compute. */
  readonly facts: Readonly<Record<string, Json>>;
  readonly principal: string;
  /** In what it differed from what this principal sends: `with a token that expired an hour ago`. Absent where in nothing. */
  readonly guise?: string;
  /** Which session carried it, such as `s2`; a new one after every restart. */
  readonly session: string;
  /** 1 in the first round; 2 where a fail was repeated on a fresh session. */
  readonly round: number;
  readonly request: { readonly method: string; readonly params: JsonObject };
  readonly reply: Reply;
  /** What came over its session meanwhile, where that tells something of the inside of the server. */
  readonly beside?: readonly Beside[];
  readonly sightings: readonly Sighting[];
  /** Milliseconds since the run started. */
  readonly atMs: number;
  readonly durationMs: number;
}
