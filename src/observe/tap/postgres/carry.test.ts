import { once } from "node:events";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../../../test/fresh-database.ts";
import { openTestTap, type RawClient, rawClient, type TestTap, wire } from "../../../../test/tap-postgres.ts";

let database: FreshDatabase;
let tap: TestTap;

beforeEach(async () => {
  database = await freshDatabase();
  await database.query("create table t (id int primary key, name text)");
  tap = await openTestTap(database.url);
});
afterEach(async () => {
  await tap.close();
  await database.drop();
});

const seen = () =>
  tap.statements().map(({ text, binds, rows, transaction, error }) => ({ text, binds, rows, transaction, error }));
const ran = (text: string, binds: readonly (string | null)[], rows: number | undefined, transaction = "idle") => ({
  text,
  binds,
  rows,
  transaction,
  error: undefined,
});

/** Runs the same exchanges over both ways; the replies must be the same bytes. */
async function alike(script: (client: RawClient) => Promise<Buffer[]>): Promise<void> {
  const run = async (url: string) => {
    await database.query("truncate t");
    const client = await rawClient(url);
    const replies = await script(client);
    client.end();
    await once(client.socket, "close");
    return replies.map((reply) => reply.toString("latin1"));
  };
  expect(await run(tap.url)).toEqual(await run(database.url));
  await tap.seen("closed");
}

describe("what a raw client gets through the tap is what it gets directly", () => {
  it("for simple statements, several in one text too", async () => {
    await alike(async (client) => [
      await client.exchange([wire.query("insert into t values (1,'a'),(2,'b'); select * from t")], 1),
      await client.exchange([wire.query("")], 1),
      await client.exchange([wire.query("begin")], 1),
      await client.exchange([wire.query("select 1; select 1/0; select 2")], 1),
      await client.exchange([wire.query("select 3")], 1),
      await client.exchange([wire.query("rollback")], 1),
    ]);
    expect(seen()).toEqual([
      ran("insert into t values (1,'a'),(2,'b'); select * from t", [], 4),
      ran("", [], undefined),
      ran("begin", [], undefined, "open"),
      {
        ...ran("select 1; select 1/0; select 2", [], 1, "failed"),
        error: { code: "22012", message: "division by zero" },
      },
      {
        ...ran("select 3", [], undefined, "failed"),
        error: {
          code: "25P02",
          message: "current transaction is aborted, commands ignored until end of transaction block",
        },
      },
      ran("rollback", [], undefined),
    ]);
  });

  it("for pipelined statements, named and unnamed, each value with the text it was bound to", async () => {
    const insert = "insert into t values ($1, $2)";
    const find = "select name from t where id = $1";
    await alike(async (client) => [
      await client.exchange(
        [
          wire.parse("i", insert),
          wire.parse("f", find, [23]),
          wire.bind("", "i", ["1", "one"]),
          wire.execute(""),
          wire.bind("p", "f", [Buffer.from([0, 0, 0, 1])], [1]),
          wire.bind("", "i", ["2", null]),
          wire.execute(""),
          wire.describe("P", "p"),
          wire.execute("p"),
          wire.sync(),
          wire.bind("", "f", ["2"]),
          wire.execute(""),
          wire.sync(),
          wire.parse("", "select $1::text"),
          wire.bind("", "", ["x"]),
          wire.execute(""),
          wire.sync(),
        ],
        3,
      ),
      await client.exchange([wire.bind("", "i", ["3", "three"]), wire.execute(""), wire.sync()], 1),
    ]);
    expect(seen()).toEqual([
      ran(insert, ["1", "one"], 1),
      ran(insert, ["2", null], 1),
      ran(find, ["1"], 1),
      ran(find, ["2"], 1),
      ran("select $1::text", ["x"], 1),
      ran(insert, ["3", "three"], 1),
    ]);
  });

  it("for a statement that fails amid a pipeline: what the database skips is not said to have run", async () => {
    await alike(async (client) => [
      await client.exchange(
        [
          wire.parse("", "select $1::int"),
          wire.bind("", "", ["1"]),
          wire.execute(""),
          wire.bind("", "", ["canary"]),
          wire.execute(""),
          wire.query("select 'ignored too'"),
          wire.parse("", "select 'never'"),
          wire.bind("", "", []),
          wire.execute(""),
          wire.sync(),
          wire.parse("", "select from where $1"),
          wire.bind("", "", ["with it"]),
          wire.execute(""),
          wire.sync(),
        ],
        2,
      ),
      await client.exchange([wire.parse("", "select 4"), wire.bind("", "", []), wire.execute(""), wire.sync()], 1),
    ]);
    expect(seen()).toEqual([
      ran("select $1::int", ["1"], 1),
      {
        ...ran("select $1::int", ["canary"], undefined),
        error: { code: "22P02", message: 'invalid input syntax for type integer: "canary"' },
      },
      {
        ...ran("select from where $1", ["with it"], undefined),
        error: { code: "42601", message: 'syntax error at or near "where"' },
      },
      ran("select 4", [], 1),
    ]);
  });

  it("for portals that are suspended and go on, types that only the database knows, and what is closed", async () => {
    const rows = "select * from generate_series(1, $1)";
    await alike(async (client) => [
      await client.exchange([wire.query("begin"), wire.parse("s", rows), wire.describe("S", "s"), wire.sync()], 2),
      await client.exchange(
        [
          wire.bind("p", "s", [Buffer.from([0, 0, 0, 5])], [1]),
          wire.execute("p", 2),
          wire.execute("p", 2),
          wire.flush(),
          wire.execute("p", 2),
          wire.close("P", "p"),
          wire.close("S", "s"),
          wire.sync(),
        ],
        1,
      ),
      await client.exchange([wire.bind("", "s", ["5"]), wire.execute(""), wire.sync()], 1),
      await client.exchange([wire.query("commit")], 1),
    ]);
    expect(seen()).toEqual([
      ran("begin", [], undefined, "open"),
      ran(rows, ["5"], 2, "open"),
      ran(rows, ["5"], 2, "open"),
      ran(rows, ["5"], 1, "open"),
      {
        ...ran("", ["5"], undefined, "failed"),
        error: { code: "26000", message: 'prepared statement "s" does not exist' },
      },
      ran("commit", [], undefined),
    ]);
  });

  it("for COPY in and out, simple and extended, ended in order or not", async () => {
    const fill = "copy t from stdin";
    const read = "copy t to stdout";
    await alike(async (client) => {
      const all = [];
      client.send(wire.query(fill));
      all.push(await client.until("G"));
      all.push(await client.exchange([wire.copyData("1\tone\n2\tt"), wire.copyData("wo\n"), wire.copyDone()], 1));
      client.send(wire.parse("", fill), wire.bind("", "", []), wire.execute(""), wire.sync());
      all.push(await client.until("G"));
      all.push(await client.exchange([wire.copyData("3\tthree\n"), wire.copyDone(), wire.sync()], 1));
      client.send(wire.parse("", fill), wire.bind("", "", []), wire.execute(""), wire.sync());
      all.push(await client.until("G"));
      all.push(await client.exchange([wire.copyData("4\tfour\n"), wire.copyFail("no more"), wire.sync()], 1));
      client.send(wire.parse("", fill), wire.bind("", "", []), wire.execute(""), wire.sync());
      all.push(await client.until("G"));
      all.push(await client.exchange([wire.copyData("x\tbad\n"), wire.copyDone(), wire.sync()], 1));
      all.push(await client.exchange([wire.query(read)], 1));
      all.push(await client.exchange([wire.parse("", read), wire.bind("", "", []), wire.execute(""), wire.sync()], 1));
      return all;
    });
    expect(seen()).toEqual([
      ran(fill, [], 2),
      ran(fill, [], 1),
      { ...ran(fill, [], undefined), error: { code: "57014", message: "COPY from stdin failed: no more" } },
      { ...ran(fill, [], undefined), error: { code: "22P02", message: 'invalid input syntax for type integer: "x"' } },
      ran(read, [], 3),
      ran(read, [], 3),
    ]);
  });

  it("for the fast path and for notices, notifications and parameters in between", async () => {
    await alike(async (client) => [
      await client.exchange([wire.query("listen news"), wire.call(1740, ["5"])], 2),
      await client.exchange([wire.query("do $$ begin raise notice 'psst'; end $$")], 1),
      await client.exchange([wire.query("set application_name to 'other'"), wire.query("select 1")], 2),
    ]);
    expect(seen().map(({ text, binds, rows }) => [text, binds, rows])).toEqual([
      ["listen news", [], undefined],
      ["function call of OID 1740", ["5"], undefined],
      ["do $$ begin raise notice 'psst'; end $$", [], undefined],
      ["set application_name to 'other'", [], undefined],
      ["select 1", [], 1],
    ]);
  });

  it("for what fails only when the transaction ends", async () => {
    await database.query("create table c (id int, unique (id) deferrable initially deferred)");
    const insert = "insert into c values ($1)";
    await alike(async (client) => {
      const batch = ["1", "1"].flatMap((id) => [wire.bind("", "i", [id]), wire.execute("")]);
      return [await client.exchange([wire.parse("i", insert), ...batch, wire.sync(), wire.query("select 1")], 2)];
    });
    expect(seen()).toEqual([
      ran(insert, ["1"], 1),
      { ...ran(insert, ["1"], 1), error: expect.objectContaining({ code: "23505" }) },
      ran("select 1", [], 1),
    ]);
  });
});

it("passes rows of 16 MB and statements that are larger than is kept", async () => {
  const through = async (url: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const big = "x".repeat(16 * 1024 * 1024);
    const { rows } = await client.query(
      "select repeat('y', 16*1024*1024) as y, $1::text = repeat('x', 16*1024*1024) as x, $2::int as n",
      [big, 7],
    );
    const { rows: inText } = await client.query(`select length('${big}') as n`);
    await client.end();
    return [rows[0].y.length, rows[0].x, rows[0].n, inText[0].n];
  };
  expect(await through(tap.url)).toEqual(await through(database.url));
  const [bound, long] = tap.statements();
  expect(bound).toMatchObject({ cut: true, rows: 1 });
  expect(bound?.binds[0]).toHaveLength(16 * 1024);
  expect(bound?.binds[1]).toBe("7");
  expect(long).toMatchObject({ cut: true, rows: 1 });
  expect(long?.text).toHaveLength(256 * 1024);
});

it("carries a cancel request", async () => {
  const client = new pg.Client({ connectionString: tap.url });
  await client.connect();
  const running = client.query("select pg_sleep(60)");
  await tap.seen("state", ({ state }) => state === "active");
  const { processID, secretKey } = client as unknown as { processID: number; secretKey: number };
  // A request that comes before the statement runs cancels nothing.
  const waitsFor = `select wait_event from pg_stat_activity where pid = ${processID}`;
  await expect.poll(async () => (await database.query(waitsFor))[0]?.wait_event, { timeout: 30_000 }).toBe("PgSleep");
  const canceller = new pg.Client({ connectionString: tap.url }) as unknown as {
    connection: { connect(port: number, host: string): void; cancel(pid: number, key: number): void };
  } & { connection: NodeJS.EventEmitter };
  canceller.connection.connect(tap.port, tap.host);
  canceller.connection.once("connect", () => canceller.connection.cancel(processID, secretKey));
  await expect(running).rejects.toMatchObject({ code: "57014" });
  const { statement } = await tap.seen("statement");
  expect(statement).toMatchObject({ error: { code: "57014" }, transaction: "idle" });
  await client.end();
  expect(tap.events.filter(({ type }) => type === "opened")).toHaveLength(1);
});

it("sees what the real driver does: statement caches, transactions, errors", async () => {
  const run = async (url: string) => {
    const pool = new pg.Pool({ connectionString: url, max: 3 });
    const insert = { name: "ins", text: "insert into t values ($1, $2) returning id" };
    const all: unknown[] = [];
    for (let id = 1; id <= 3; id += 1) all.push((await pool.query({ ...insert, values: [id, `n${id}`] })).rows);
    const client = await pool.connect();
    await client.query("begin");
    all.push(await client.query("insert into t values ($1, 'again')", [1]).catch((cause: Error) => cause.message));
    all.push(await client.query("select 1").catch((cause: Error) => cause.message));
    await client.query("rollback");
    client.release();
    all.push((await pool.query("select * from t order by id")).rows);
    await pool.end();
    await database.query("truncate t");
    return all;
  };
  expect(await run(tap.url)).toEqual(await run(database.url));
  expect(seen().slice(0, 3)).toEqual(
    [1, 2, 3].map((id) => ran("insert into t values ($1, $2) returning id", [String(id), `n${id}`], 1)),
  );
  await tap.seen("closed");
  expect(tap.events.flatMap((event) => (event.type === "state" ? [event.state] : []))).toEqual([
    "starting",
    "idle",
    ...["active", "idle", "active", "idle", "active", "idle"],
    ...["active", "idle-in-transaction", "active", "idle-in-transaction", "active", "idle-in-transaction"],
    ...["active", "idle", "active", "idle"],
    "closed",
  ]);
  expect(tap.events.at(-1)).toMatchObject({ type: "closed", by: "server", why: undefined });
});

it("never notes a password", async () => {
  const client = new pg.Client({ connectionString: tap.url });
  await client.connect();
  await client.end();
  await tap.seen("closed");
  expect(tap.password).not.toBe("");
  expect(JSON.stringify(tap.events)).not.toContain(tap.password);
});
