import type { Role } from "./exchange.ts";
import type { Json } from "./json.ts";

/** What a probe says of one step it takes. */
export interface Step {
  readonly role: Role;
  readonly label: string;
  readonly facts?: Readonly<Record<string, Json>>;
  /** Milliseconds after which the request is cancelled, as a client does whose user waits no longer; its reply is `closed` where none came before. */
  readonly cancelAfterMs?: number;
}
