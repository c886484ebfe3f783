import type { OpenedWire } from "../../connect/open.ts";
import type { Who } from "../../model/identity.ts";

/** A session that was opened as somebody, or what came of the attempt, with the name its exchanges carry. */
export interface Knocked {
  readonly opened: OpenedWire;
  readonly name: string;
}

/** Opens sessions of our own as anybody, and gives the headers that a single request as somebody has. */
export interface Doors {
  knock(who: Who, signal: AbortSignal): Promise<Knocked>;
  /** Undefined where the provider of the principal gives no token now. */
  headers(who: Who, signal: AbortSignal): Promise<Readonly<Record<string, string>> | undefined>;
}
