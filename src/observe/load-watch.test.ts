import pg from "pg";
import { describe, expect, it } from "vitest";
import { freshDatabase } from "../../test/fresh-database.ts";
import { mariadbAvailable, useMariaDb } from "../../test/mariadb.ts";
import { loadWatch } from "./load-watch.ts";
import { openMysqlObserver } from "./mysql.ts";
import { openPostgresObserver } from "./postgres.ts";

const net = { allowHosts: [], proxy: undefined, ca: undefined, clientCertificate: undefined, insecure: false };

describe("on PostgreSQL", () => {
  it("sees who is connected, at work, and inside a transaction that does nothing", async () => {
    const database = await freshDatabase();
    const observer = await openPostgresObserver(database.url, net);
    const { look } = loadWatch(observer);
    expect(await look()).toEqual({ connections: 0, active: 0, idleInTransaction: 0, waiting: 0 });
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query("begin");
    expect(await look()).toEqual({ connections: 1, active: 0, idleInTransaction: 1, waiting: 0 });
    await client.query("rollback");
    const busy = client.query("select pg_sleep(0.3)");
    await expect
      .poll(look, { timeout: 3_000 })
      .toEqual({ connections: 1, active: 1, idleInTransaction: 0, waiting: 0 });
    await busy;
    await client.end();
    await observer.close();
  });

  it("counts the connections that were made", async () => {
    const database = await freshDatabase();
    const observer = await openPostgresObserver(database.url, net);
    const { connections } = loadWatch(observer);
    const before = (await connections()) ?? Number.NaN;
    for (let call = 0; call < 3; call++) {
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      await client.query("select 1");
      await client.end();
    }
    await expect.poll(async () => ((await connections()) ?? 0) - before, { timeout: 5_000 }).toBeGreaterThanOrEqual(3);
    await observer.close();
  });
});

it("tells nothing where the states of others are hidden", async () => {
  const rows = async () => [{ connections: 4, active: null, idle_in_transaction: 0, waiting: 0 }];
  expect(await loadWatch({ dialect: "postgres", rows }).look()).toBeUndefined();
});

describe.skipIf(!mariadbAvailable())("on MariaDB", () => {
  const mariadb = useMariaDb();

  it("sees the same", async () => {
    const { url } = await mariadb.freshDatabase();
    const observer = await openMysqlObserver(url, net);
    const { look, connections } = loadWatch(observer);
    expect(await look()).toEqual({ connections: 0, active: 0, idleInTransaction: 0, waiting: 0 });
    const before = (await connections()) ?? Number.NaN;
    const other = await openMysqlObserver(url, net);
    expect((await connections()) ?? 0).toBeGreaterThan(before);
    expect(await look()).toMatchObject({ connections: 1, active: 0 });
    await other.close();
    await observer.close();
  });
});
