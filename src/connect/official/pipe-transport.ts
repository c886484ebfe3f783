import type { JSONRPCMessage, Transport } from "@modelcontextprotocol/client";
import type { JsonObject } from "../../model/json.ts";
import type { Pipe } from "../stdio/open-pipe.ts";

/** The official client's transport over our own child process, so that the law of process groups holds. */
export class PipeTransport implements Transport {
  onclose?: (() => void) | undefined;
  onerror?: ((error: Error) => void) | undefined;
  onmessage?: Transport["onmessage"];
  readonly #pipe: Pipe;

  constructor(pipe: Pipe) {
    this.#pipe = pipe;
  }

  async start(): Promise<void> {}

  send(message: JSONRPCMessage): Promise<void> {
    return this.#pipe.writeLine(JSON.stringify(message));
  }

  /** Hands a message of the server to the client. */
  deliver(message: JsonObject): void {
    this.onmessage?.(message as unknown as JSONRPCMessage);
  }

  /** Only tells the client: the pipe is ended by the session, which waits for it. */
  async close(): Promise<void> {
    this.onclose?.();
  }
}
