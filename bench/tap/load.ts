// The load generator: a process of its own, so that it competes with neither way for one event loop.
import pg from "pg";
import type { LoadDone, LoadOrder } from "./messages.ts";
import { allTraffic, type Traffic } from "./traffic.ts";

/** Connections of each way: those of the claim. */
const connections = 50;

const opened = new Map<string, Promise<readonly pg.Client[]>>();

process.on("message", (order: LoadOrder) => {
  run(order).then((done) => process.send?.(done));
});
process.on("disconnect", () => process.exit(0));

async function run({ url, traffic, ms }: LoadOrder): Promise<LoadDone> {
  const kind = allTraffic.find(({ name }) => name === traffic);
  if (kind === undefined) throw new Error(`There is no traffic ${traffic}.`);
  const clients = await (opened.get(url) ?? remember(url));
  const start = performance.now();
  const counts = await Promise.all(clients.map((client) => keepBusy(client, kind, start + ms)));
  return { transactions: counts.reduce((sum, count) => sum + count, 0), ms: performance.now() - start };
}

async function keepBusy(client: pg.Client, { once }: Traffic, until: number): Promise<number> {
  let count = 0;
  for (; performance.now() < until; count += 1) await once(client, Math.random);
  return count;
}

function remember(url: string): Promise<readonly pg.Client[]> {
  const clients = Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client({ connectionString: url });
      // The end of the database is the end of the measurement.
      client.on("error", () => undefined);
      await client.connect();
      return client;
    }),
  );
  opened.set(url, clients);
  return clients;
}
