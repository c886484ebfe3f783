import type { Json } from "./json.ts";

/** One fact seen outside the protocol, redacted. */
export interface Observation {
  /** Unique in the run, such as `r3.o1`. */
  readonly id: string;
  readonly kind: "database" | "notification" | "server-request" | "stderr" | "stray-output" | "exit" | "session";
  readonly label: string;
  readonly facts: Readonly<Record<string, Json>>;
  /** The round of the probe that caused it, 0 when none did. */
  readonly round: number;
  readonly atMs: number;
}
