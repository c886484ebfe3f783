import type { Exchange } from "./exchange.ts";
import type { RequestHead } from "./request-head.ts";

/** A way out to one server that costs next to nothing for each request: what a load is made over. */
export interface LeanNet {
  /** Writes what many requests begin with. Throws for a header that cannot be sent. */
  head(method: RequestHead["method"], path: string, headers: readonly string[]): RequestHead;
  /** Sends a request; each character of its body is one byte. Never throws. */
  send(head: RequestHead, body: string, exchange: Exchange): void;
  /** Connections that are open; through a proxy, requests that are under way. */
  connections(): number;
  /** Cuts every connection; safe to call twice. */
  close(): Promise<void>;
}
