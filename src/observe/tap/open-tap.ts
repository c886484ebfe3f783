import { once, setMaxListeners } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { HarnessError } from "../../model/errors.ts";
import type { TapEvent } from "../../model/tap.ts";
import type { NetOptions } from "../../net/options.ts";
import { type DatabaseAddress, databaseAddress } from "./database-address.ts";
import { dial } from "./dial.ts";
import { carryMysql } from "./mysql/carry.ts";
import type { Carry } from "./passage.ts";
import { carryPostgres } from "./postgres/carry.ts";
import { readUpstream } from "./upstream.ts";

export interface TapOptions {
  /** URL of the database. */
  readonly upstream: string;
  /** Port 0 = any that is free. */
  readonly listen: { readonly host: string; readonly port: number };
  readonly net: NetOptions;
  /** Takes what passes. */
  note(event: TapEvent): void;
  /** Milliseconds of the clock that events are dated by. */
  now(): number;
}

/** A listener in front of a database; its address has the database's credentials and the tap's host and port. */
export interface Tap extends DatabaseAddress {
  readonly dialect: "postgres" | "mysql";
  /** How many connections are open now. */
  connections(): number;
  /** Ends all connections and frees the port. Safe to call twice. */
  close(): Promise<void>;
}

const carriers: Readonly<Record<Tap["dialect"], Carry>> = {
  postgres: carryPostgres,
  mysql: carryMysql,
};

/**
 * Opens a tap. Throws a HarnessError: `usage` for a URL it cannot read or a port it cannot have, `host-not-allowed` for a
 * database that may not be contacted. The database itself is contacted with each connection, not before.
 */
export async function openTap({ upstream, listen, net, note, now }: TapOptions): Promise<Tap> {
  const { dialect, place, tls, urlAt } = readUpstream(upstream, net);
  const closing = new AbortController();
  // Each passage listens.
  setMaxListeners(0, closing.signal);
  const passages = new Set<Promise<void>>();
  let accepted = 0;
  const safe = (event: TapEvent) => {
    try {
      note(event);
    } catch {
      // A listener that fails must not take the connection with it.
    }
  };
  const accept = (client: Socket) => {
    // Until the pipe listens, nobody else does.
    client.on("error", () => undefined);
    accepted += 1;
    const passage = carriers[dialect]({
      connection: `c${accepted}`,
      client,
      dial: () => dial(place, closing.signal),
      tls,
      note: safe,
      now,
      signal: closing.signal,
    }).finally(() => {
      client.destroy();
      passages.delete(passage);
    });
    passages.add(passage);
  };
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true }, accept);
  server.listen(listen);
  await once(server, "listening").catch((cause: unknown) => {
    throw unavailable(listen.host, listen.port, cause);
  });
  const { port } = server.address() as AddressInfo;
  let closed: Promise<void> | undefined;
  return {
    ...databaseAddress(urlAt(listen.host, port)),
    dialect,
    connections: () => passages.size,
    close() {
      closed ??= (async () => {
        const freed = new Promise((resolve) => server.close(resolve));
        closing.abort();
        await Promise.all([freed, ...passages]);
      })();
      return closed;
    },
  };
}

function unavailable(host: string, port: number, cause: unknown): HarnessError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new HarnessError(
    "usage",
    `The tap cannot listen on ${host}:${port}: ${why}.`,
    "Choose another port, or 0 for any that is free.",
    cause,
  );
}
