import type { JsonObject } from "../../model/json.ts";
import type { Transport } from "../../model/target.ts";
import type { Inbox } from "./inbox.ts";

/** A way to exchange messages with one server before it is known which era it speaks. */
export interface Link {
  readonly transport: Transport;
  readonly inbox: Inbox;
  /** Words for messages to people: the URL, or the command. */
  readonly name: string;
  /** Sends one message; rejects when it cannot be delivered. What comes back goes to the inbox. */
  send(message: JsonObject, signal: AbortSignal): Promise<void>;
  /** What a process under test said last, and whether it wrote something that is no message. */
  lastWords(): { readonly stderr: string; readonly stray: string };
}
