import type { Role } from "./exchange.ts";
import type { Json } from "./json.ts";

/** What a probe says of one step it takes. */
export interface Step {
  readonly role: Role;
  readonly label: string;
  readonly facts?: Readonly<Record<string, Json>>;
}
