import { once, setMaxListeners } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { HarnessError } from "../../model/errors.ts";
import type { DatabaseFault, TapEvent } from "../../model/tap.ts";
import type { NetOptions } from "../../net/options.ts";
import { type DatabaseAddress, databaseAddress } from "./database-address.ts";
import { dial } from "./dial.ts";
import { openGate } from "./gate.ts";
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
  /** How many were opened so far, those that were not taken included. */
  arrived(): number;
  /** From now on this is wrong with the database, in place of what was wrong before. */
  fail(fault: DatabaseFault): void;
  heal(): void;
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
  const gate = openGate();
  const passages = new Set<Promise<void>>();
  let accepted = 0;
  const safe = (event: TapEvent) => {
    gate.note(event);
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
    if (gate.shut) {
      client.resetAndDestroy();
      return;
    }
    const connection = `c${accepted}`;
    const signal = AbortSignal.any([closing.signal, gate.signal()]);
    setMaxListeners(0, signal);
    const passage = carriers[dialect]({
      connection,
      client,
      dial: () => dial(place, signal),
      tls,
      note: safe,
      now,
      gate: gate.of(connection),
      signal,
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
    arrived: () => accepted,
    fail: gate.fail,
    heal: gate.heal,
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
