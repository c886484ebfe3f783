import { createConnection } from "mysql2/promise";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { freshDatabase } from "../../test/fresh-database.ts";
import { mariadbAvailable, useMariaDb } from "../../test/mariadb.ts";
import { testNet } from "../../test/tap-postgres.ts";
import { openTap, type Tap } from "./tap/open-tap.ts";
import { type TapWatch, tapWatch } from "./tap-watch.ts";

async function watched(upstream: string): Promise<{ readonly tap: Tap; readonly watch: TapWatch }> {
  const watch = tapWatch();
  const listen = { host: "127.0.0.1", port: 0 };
  return { tap: await openTap({ upstream, listen, net: testNet, now: () => 0, note: watch.note }), watch };
}

/** Who waits for a lock the tap cannot tell. */
const seen = (connections: number, active: number, idleInTransaction: number) => ({
  connections,
  active,
  idleInTransaction,
  waiting: undefined,
});

it("tells nothing before anybody came, which would pass for a server without a database", async () => {
  const watch = tapWatch();
  expect(await watch.look()).toBeUndefined();
  expect(await watch.connections()).toBeUndefined();
});

describe("through a tap before PostgreSQL", () => {
  it("sees who is connected, at work, and inside a transaction that does nothing, a failed one included", async () => {
    const database = await freshDatabase();
    const { tap, watch } = await watched(database.url);
    const client = new pg.Client({ connectionString: tap.url });
    await client.connect();
    await client.query("begin");
    await expect.poll(watch.look).toEqual(seen(1, 0, 1));
    await client.query("select 1 / 0").catch(() => undefined);
    await expect.poll(watch.look).toEqual(seen(1, 0, 1));
    await client.query("rollback");
    await expect.poll(watch.look).toEqual(seen(1, 0, 0));
    const busy = client.query("select pg_sleep(0.3)");
    await expect.poll(watch.look).toEqual(seen(1, 1, 0));
    await busy;
    await client.end();
    await expect.poll(watch.look).toEqual(seen(0, 0, 0));
    await tap.close();
    await database.drop();
  });

  it("counts the connections of the server alone, whoever else uses the database", async () => {
    const database = await freshDatabase();
    const { tap, watch } = await watched(database.url);
    for (const url of [tap.url, database.url, tap.url]) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.end();
    }
    await expect.poll(watch.connections).toBe(2);
    await tap.close();
    await database.drop();
  });
});

describe.skipIf(!mariadbAvailable())("through a tap before MariaDB", () => {
  const mariadb = useMariaDb();

  it("sees who is inside a transaction that does nothing", async () => {
    const { url } = await mariadb.freshDatabase();
    const { tap, watch } = await watched(url);
    const client = await createConnection({ uri: tap.url });
    await client.query("start transaction");
    await expect.poll(watch.look).toEqual(seen(1, 0, 1));
    await client.query("commit");
    await expect.poll(watch.look).toEqual(seen(1, 0, 0));
    await client.end();
    await tap.close();
  });
});
