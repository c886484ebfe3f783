import type { JsonObject } from "../../model/json.ts";
import type { Transport } from "../../model/target.ts";
import type { Inbox } from "./inbox.ts";

/** A way to exchange messages with one server before it is known which era it speaks. */
export interface Link {
  readonly transport: Transport;
  readonly inbox: Inbox;
  /** For messages to people: the URL without its query, or the command. */
  readonly address: string;
  /** Sends one message; rejects when it cannot be delivered. What comes back goes to the inbox. */
  send(message: JsonObject, signal: AbortSignal): Promise<void>;
  /** What a process under test said last, and whether it wrote something that is no message. */
  lastWords(): { readonly stderr: string; readonly stray: string };
}

/** What a sentence about the server under test begins with. */
export function nameOf({ transport, address }: Pick<Link, "transport" | "address">): string {
  return transport === "stdio" ? `The command ${address}` : `The server at ${address}`;
}
