import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../../test/fresh-database.ts";
import { openTestTap, type TestTap } from "../../../test/tap-postgres.ts";
import { databaseFaults } from "../faults/database-faults.ts";
import { openStatementLog } from "../statements/statement-log.ts";

let database: FreshDatabase;
let tap: TestTap;
let pool: pg.Pool;

beforeEach(async () => {
  database = await freshDatabase();
  tap = await openTestTap(database.url);
  pool = new pg.Pool({ connectionString: tap.url, max: 2 });
  pool.on("error", () => undefined);
  await pool.query("select 1");
});

afterEach(async () => {
  tap.heal();
  await pool.end();
  await tap.close();
  await database.drop();
});

const works = async () => (await pool.query("select 40 + 2 as n")).rows[0]?.n === 42;

describe("a database that fails", () => {
  it("is down: open connections end and none is taken, until it is well again", async () => {
    tap.fail("down");
    await expect(works()).rejects.toThrow();
    await expect(works()).rejects.toThrow();
    expect(tap.arrived()).toBeGreaterThan(1);
    tap.heal();
    expect(await works()).toBe(true);
  });

  it("is stalled: what it says comes when it is well again, and nothing of it is lost", async () => {
    tap.fail("stalled");
    const rows = pool.query("select n, repeat('x', 1000) as x from generate_series(1, 3000) as n");
    const first = await Promise.race([
      rows.then(() => "answered"),
      tap.seen("state", ({ state }) => state === "active"),
    ]);
    expect(first).not.toBe("answered");
    tap.heal();
    expect((await rows).rows.map(({ n }) => n)).toEqual(Array.from({ length: 3_000 }, (_, index) => index + 1));
  });

  it("is stalled, then down: what was held ends with its connection", async () => {
    tap.fail("stalled");
    const call = works();
    await tap.seen("state", ({ state }) => state === "active");
    tap.fail("down");
    await expect(call).rejects.toThrow();
    tap.heal();
    expect(await works()).toBe(true);
  });

  it("breaks off: an answer that is under way is cut, what is idle stays", async () => {
    tap.fail("cut");
    expect(tap.connections()).toBe(1);
    await expect(works()).rejects.toThrow(/terminated|ended|reset/i);
    tap.heal();
    expect(await works()).toBe(true);
  });

  it("is well again when its probe is over, and waits for nobody then", async () => {
    const over = new AbortController();
    const observe = (label: string, facts: object) =>
      ({ id: "o", kind: "database-use", label, facts, round: 1, atMs: 0 }) as never;
    const { port, close } = databaseFaults(tap, openStatementLog(), observe, over.signal);
    port.fail("down");
    // The first one finds its connection gone, the second one opens another.
    await expect(works()).rejects.toThrow();
    await expect(works()).rejects.toThrow();
    expect(port.look("x").facts).toEqual({ statements: 0, connections: 1 });
    over.abort();
    await port.settle(60_000);
    close();
    expect(await works()).toBe(true);
    // What another probe does is its own.
    tap.fail("down");
    close();
    await expect(works()).rejects.toThrow();
  });
});
