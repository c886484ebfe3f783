import type { buildConnector } from "undici";
import { Connection, type Keeper, readingInto } from "./connection.ts";
import type { LeanNet } from "./lean-net.ts";
import { requestHead } from "./request-head.ts";
import { headReader } from "./response-head.ts";

/** How often connections are looked at that have been idle for too long. */
const sweepMs = 1_000;
const readBytes = 64 * 1024;

/**
 * Connections of our own, as many as there are requests at the same time; the last that was used is the next. The answer to a
 * request is read by the few rules of HTTP/1.1 that a server's answers are made of, and refused where it keeps to none of them.
 */
export function openDirect(
  origin: URL,
  connectorFor: (reading: ReturnType<typeof readingInto>) => buildConnector.connector,
): LeanNet {
  const { hostname, host, protocol, port } = origin;
  const name = hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
  const connect = connectorFor(readingInto(Buffer.allocUnsafe(readBytes)));
  const read = headReader();
  const all = new Set<Connection>();
  let idle: Connection[] = [];
  let clock = performance.now();
  let closed = false;

  const keeper: Keeper = {
    free(connection, keepMs) {
      connection.idleUntil = clock + keepMs;
      idle.push(connection);
    },
    gone: (connection) => void all.delete(connection),
  };
  const sweeping = setInterval(() => {
    clock = performance.now();
    const stale = idle.filter(({ idleUntil }) => idleUntil < clock);
    for (const connection of stale) connection.cut();
    idle = idle.filter(({ alive }) => alive);
  }, sweepMs);
  sweeping.unref();

  const take = (): Connection => {
    for (let next = idle.pop(); next !== undefined; next = idle.pop()) if (next.alive) return next;
    const made = new Connection(keeper, read);
    all.add(made);
    made.open(connect, { hostname: name, host, protocol, port });
    return made;
  };

  return {
    head: (method, path, headers) => requestHead(method, host, path, headers),
    send(head, body, exchange) {
      if (closed) return exchange.failed(new Error("the connection was closed by us"), false);
      take().send(`${head.text}${body.length}\r\n\r\n${body}`, exchange);
    },
    connections: () => all.size,
    async close() {
      closed = true;
      clearInterval(sweeping);
      for (const connection of all) connection.cut();
    },
  };
}
