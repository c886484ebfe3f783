import { placeAt } from "../../src/engine/arguments/path.ts";
import { seededRandom } from "../../src/engine/random.ts";
import type { Pace } from "../../src/load/drive/pace.ts";
import { runLoad } from "../../src/load/drive/run-load.ts";
import { marksOf } from "../../src/load/owners/marks.ts";
import { openOwners } from "../../src/load/owners/owners.ts";
import { openLeanSession } from "../../src/load/wire/lean-session.ts";
import type { LoadObservation } from "../../src/model/load/observation.ts";
import type { Share } from "../../src/model/load/plan.ts";
import { openLeanNet } from "../../src/net/open-lean-net.ts";
import { type LoadWatch, loadWatch } from "../../src/observe/load-watch.ts";
import { openMysqlObserver } from "../../src/observe/mysql.ts";
import { openPostgresObserver } from "../../src/observe/postgres.ts";
import { openTap } from "../../src/observe/tap/open-tap.ts";
import { tapWatch } from "../../src/observe/tap-watch.ts";
import { startFixture } from "../../test/fixtures.ts";
import { plainPlan } from "../../test/plain-plan.ts";
import type { Case } from "./cases.ts";

const net = { allowHosts: [], proxy: undefined, ca: undefined, clientCertificate: undefined, insecure: false };
const timeoutMs = 15_000;
const good: Share = { tool: "find_order", args: { id: 7 }, weight: 1, complexity: "simple" };
const bad: Share = { ...good, args: { id: "gauntlet" } };

/** Starts the server of this row, makes the load as `load` does, and ends it. */
export async function runCase(one: Case, database: string, pace: Pace, seconds: number): Promise<LoadObservation> {
  const seen = await watched(one, database);
  const { watch } = seen;
  const server = await startFixture("pooled", argumentsOf(one, seen.url));
  const url = new URL(server.ready.url);
  const lean = openLeanNet(url, net);
  const info = { era: "legacy", protocolVersion: "2025-11-25" } as const;
  try {
    return await runLoad({
      plan: plainPlan({ users: one.users, seconds, mix: mixOf(one), timeoutMs }),
      pace,
      transport: "streamable-http",
      open: () => openLeanSession({ net: lean, url, info, headers: {}, timeoutMs }),
      control: { method: "ping", params: {} },
      bad: async () => ({ calls: [bad], spent: 0 }),
      owners: openOwners(new Map(), marksOf("abc"), placeAt),
      redact: (text) => text,
      random: (user) => seededRandom(1, "load", user),
      sockets: () => 0,
      signal: new AbortController().signal,
      stage: () => undefined,
      ...(watch === undefined ? {} : { look: () => watch.look(), connections: () => watch.connections() }),
    });
  } finally {
    await lean.close();
    await server.stop();
    await seen.close();
  }
}

/** The database as the server is told of it, and as it is looked into. */
interface Watched {
  readonly url: string;
  readonly watch: LoadWatch | undefined;
  close(): Promise<void>;
}

async function watched({ look, eye, driver }: Case, url: string): Promise<Watched> {
  if (!look) return { url, watch: undefined, close: async () => undefined };
  if (eye === "tap") {
    const watch = tapWatch();
    const listen = { host: "127.0.0.1", port: 0 };
    const tap = await openTap({ upstream: url, listen, net, now: () => performance.now(), note: watch.note });
    return { url: tap.url, watch, close: tap.close };
  }
  const observer = await (driver === "pg" ? openPostgresObserver : openMysqlObserver)(url, net);
  return { url, watch: loadWatch(observer), close: observer.close };
}

function argumentsOf({ mode, pool, acquireMs, queryMs, perSecond }: Case, database: string): readonly string[] {
  const numbers = { pool, "acquire-ms": acquireMs, "query-ms": queryMs, "per-second": perSecond };
  return [
    "--mode",
    mode,
    "--database",
    database,
    ...Object.entries(numbers).flatMap(([name, value]) => [`--${name}`, String(value)]),
  ];
}

/** The share of its calls that fail by themselves, where there is one. */
function mixOf({ errorShare }: Case): readonly Share[] {
  if (errorShare === 0) return [good];
  return [
    { ...good, weight: 1 - errorShare },
    { ...bad, weight: errorShare },
  ];
}
