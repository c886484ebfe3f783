// The load generator: a process of its own, so that it competes with neither way for one event loop.
import { type DatabaseName, databases } from "./databases.ts";
import type { LoadDone, LoadOrder } from "./messages.ts";
import type { Connection } from "./traffic/traffic.ts";

/** Connections of each way: those of the documented claim. */
const connections = 50;

const { connect } = databases[process.argv[2] as DatabaseName];
const opened = new Map<string, Promise<readonly Connection[]>>();

process.on("message", (order: LoadOrder) => {
  run(order).then((done) => process.send?.(done));
});
process.on("disconnect", () => process.exit(0));

async function run({ url, kind, ms }: LoadOrder): Promise<LoadDone> {
  const clients = await (opened.get(url) ?? remember(url));
  const start = performance.now();
  const counts = await Promise.all(clients.map((client) => keepBusy(client[kind], start + ms)));
  return { transactions: counts.reduce((sum, count) => sum + count, 0), ms: performance.now() - start };
}

async function keepBusy(once: () => Promise<unknown>, until: number): Promise<number> {
  let count = 0;
  for (; performance.now() < until; count += 1) await once();
  return count;
}

function remember(url: string): Promise<readonly Connection[]> {
  const clients = Promise.all(Array.from({ length: connections }, () => connect(url)));
  opened.set(url, clients);
  return clients;
}
