import type { JSONRPCMessage, Transport, TransportSendOptions } from "@modelcontextprotocol/client";
import { isObject } from "../../model/json.ts";
import type { Id } from "../protocol/message.ts";

/**
 * The official client's transport with a hook on what goes out. It may be started and used before a client is
 * attached (the era is found out that way), and says which id a request got, which the client keeps to itself.
 */
export class WatchedTransport implements Transport {
  onclose?: (() => void) | undefined;
  onerror?: ((error: Error) => void) | undefined;
  onmessage?: Transport["onmessage"];
  readonly #inner: Transport;
  #started: Promise<void> | undefined;
  #sending: ((id: Id, method: string) => void) | undefined;

  constructor(inner: Transport) {
    this.#inner = inner;
    inner.onclose = () => this.onclose?.();
    inner.onerror = (error) => this.onerror?.(error);
    inner.onmessage = (message, extra) => this.onmessage?.(message, extra);
  }

  get sessionId(): string | undefined {
    return this.#inner.sessionId;
  }

  get hasPerRequestStream(): boolean {
    return this.#inner.hasPerRequestStream === true;
  }

  start(): Promise<void> {
    this.#started ??= this.#inner.start();
    return this.#started;
  }

  /** Runs `act`, which makes the client send one request at once, and tells the id before the request leaves. */
  watch<T>(tell: (id: Id, method: string) => void, act: () => T): T {
    this.#sending = tell;
    try {
      return act();
    } finally {
      this.#sending = undefined;
    }
  }

  /** The same for the next request, whenever it comes. */
  watchNext(tell: (id: Id, method: string) => void): void {
    this.#sending = tell;
  }

  send(message: JSONRPCMessage, options?: TransportSendOptions): Promise<void> {
    const tell = this.#sending;
    if (tell !== undefined && isObject(message) && typeof message.method === "string" && message.id !== undefined) {
      this.#sending = undefined;
      tell(message.id as Id, message.method);
    }
    return this.#inner.send(message, options);
  }

  setProtocolVersion(version: string): void {
    this.#inner.setProtocolVersion?.(version);
  }

  close(): Promise<void> {
    return this.#inner.close();
  }
}
