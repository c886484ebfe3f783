import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { HarnessError } from "../model/errors.ts";
import { limits } from "./limits.ts";

/** What listens on 127.0.0.1. */
export interface Listening {
  readonly url: string;
  readonly port: number;
  /** Ends all connections and frees the port. Safe to call twice. */
  close(): Promise<void>;
}

/** Where to listen, for how many, and what is said where that cannot be. */
export interface Listen {
  /** 0 is any that is free. */
  readonly port: number;
  readonly mostConnections: number;
  /** Who cannot listen, as a sentence begins with it, and what to do then. */
  readonly name: string;
  readonly hint: string;
}

/** Listens on 127.0.0.1 for HTTP, with limits of time and size. Throws a `usage` HarnessError for a port that is taken. */
export async function listenHttp(
  { port, mostConnections, name, hint }: Listen,
  answer: RequestListener,
): Promise<Listening> {
  const server = createServer(
    { requestTimeout: 15_000, headersTimeout: 10_000, keepAliveTimeout: 5_000, maxHeaderSize: limits.headerBytes },
    answer,
  );
  server.maxConnections = mostConnections;
  server.listen(port, "127.0.0.1");
  await once(server, "listening").catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new HarnessError("usage", `${name} cannot listen: ${why}.`, hint, cause);
  });
  const bound = (server.address() as AddressInfo).port;
  let closed: Promise<void> | undefined;
  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    close() {
      closed ??= new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      return closed;
    },
  };
}
