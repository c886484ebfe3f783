import type { CanaryState } from "./canary.ts";
import type { TellingError } from "./disclosure.ts";
import type { JsonObject } from "./json.ts";
import type { Drift } from "./lock.ts";

/** What one result is about. Probe and judge run once for each. */
export interface Subject {
  /** Unique within its check, such as `find_customer.name`. */
  readonly key: string;
  readonly tool?: string;
  /** URI template of a resource. */
  readonly resource?: string;
  readonly prompt?: string;
  /** Path of an argument: `name`, `filter.city`, `ids[0]`; or the name of a template's variable or a prompt's argument. */
  readonly param?: string;
  /** As whom it is asked, where that is not who the run acts as. */
  readonly principal?: string;
  /** What happened, for checks that run on incidents. */
  readonly incident?: Incident;
  /** Which errors told something, for checks that run on what errors tell. */
  readonly telling?: readonly TellingError[];
  /** What is listed otherwise than it was locked, for the check of that. */
  readonly drift?: Drift;
  /** Of which canary, and what was seen of it, for checks that run on leaks. */
  readonly canary?: CanaryState;
}

/** The server went away, forgot its session or withdrew access in the middle of a run. */
export interface Incident {
  readonly kind: "crash" | "session-lost" | "unauthorized";
  /** The exchange it is attributed to: the call that was under way or, failing that, the last one answered. */
  readonly exchange: string;
  /** The request of that exchange; absent where it is not known. */
  readonly call?: { readonly method: string; readonly params: JsonObject };
  readonly check: string;
  readonly subject: string;
  readonly param?: string;
  readonly detail: string;
  /** True when the server could be started or the session opened again. */
  readonly recovered: boolean;
}
