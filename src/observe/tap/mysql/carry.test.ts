import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import mysql, { type Connection } from "mysql2/promise";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { FreshDatabase } from "../../../../test/fresh-database.ts";
import { mariadbAvailable, useMariaDb } from "../../../../test/mariadb.ts";
import { can, int16, int32, packet, rawMysql, text, usual } from "../../../../test/tap-mysql.ts";
import { openTestTap, type TestTap } from "../../../../test/tap-postgres.ts";

const commandLine = ["/usr/bin/mariadb", "/usr/bin/mysql", "/usr/local/bin/mysql"].find((path) => existsSync(path));

describe.skipIf(!mariadbAvailable())("on MariaDB", () => {
  const mariadb = useMariaDb();
  let database: FreshDatabase;
  let tap: TestTap;
  beforeAll(async () => {
    const admin = await mysql.createConnection(mariadb.adminUrl());
    await admin.query("set global max_allowed_packet = 64 * 1024 * 1024");
    await admin.query("set global local_infile = 1");
    await admin.query("create user raw@'%' identified by ''");
    await admin.query("grant all on *.* to raw@'%'");
    await admin.end();
  });
  beforeEach(async () => {
    database = await mariadb.freshDatabase();
    await database.query("create table t (id int auto_increment primary key, name text, data longblob)");
    tap = await openTestTap(database.url);
  });
  afterEach(async () => {
    await tap.close();
    await database.drop();
  });

  /** Runs the same over both ways on an empty table; the results must be the same. */
  async function alike(script: (client: Connection) => Promise<unknown>): Promise<void> {
    const run = async (url: string) => {
      await database.query("truncate t");
      const client = await mysql.createConnection({ uri: url, multipleStatements: true });
      try {
        return JSON.stringify(await script(client));
      } finally {
        await client.end();
      }
    };
    const direct = await run(database.url);
    expect(await run(tap.url)).toBe(direct);
    await tap.seen("closed");
    expect(tap.events.filter(({ type }) => type === "trouble")).toEqual([]);
  }
  const failing = (cause: { code: string; message: string; sqlState: string }) => [
    cause.code,
    cause.sqlState,
    cause.message,
  ];
  const seen = () =>
    tap.statements().map(({ text: sql, binds, rows, transaction, error }) => [sql, binds, rows, transaction, error]);

  it("queries, several in one text, errors", async () => {
    await alike(async (client) => [
      (await client.query("insert into t (name) values ('a'), ('ü')"))[0],
      (await client.query("select * from t where name = ?", ["ü"]))[0],
      (await client.query("select 1 as a; update t set name = 'b'; select * from t; select 2 from t where 1 = 0"))[0],
      await client.query("select 1; select * from nowhere; select 2").catch(failing),
      await client.query("selec 'canary'").catch(failing),
      (await client.query("select 3 as still"))[0],
    ]);
    expect(seen().map(([sql, , rows, , error]) => [sql, rows, error === undefined])).toEqual([
      ["insert into t (name) values ('a'), ('ü')", 2, true],
      ["select * from t where name = 'ü'", 1, true],
      ["select 1 as a; update t set name = 'b'; select * from t; select 2 from t where 1 = 0", 5, true],
      ["select 1; select * from nowhere; select 2", 1, false],
      ["selec 'canary'", undefined, false],
      ["select 3 as still", 1, true],
    ]);
    expect(seen()[4]?.[4]).toMatchObject({ code: "42000", message: expect.stringContaining("SQL syntax") });
  });

  it("prepared statements that are cached and used again, by several at once", async () => {
    await alike(async (client) => {
      const insert = "insert into t (name, data) values (?, ?)";
      const done = [
        (await client.execute(insert, ["a", Buffer.from([0, 255])]))[0],
        (await client.execute(insert, [null, "text"]))[0],
      ];
      const found = await Promise.all(
        [1, 2, 3].map(async (id) => (await client.execute("select * from t where id = ?", [id]))[0]),
      );
      const date = await client.execute("select ? as d, ? as n", [new Date(Date.UTC(2024, 1, 29, 1, 2, 3)), 1.5]);
      client.unprepare(insert);
      return [...done, ...found, date[0], (await client.execute(insert, [1, true]))[0]];
    });
    expect(seen().map(([sql, binds, rows]) => [String(sql).slice(0, 8), binds, rows])).toEqual([
      ["insert i", ["a", "\\x00ff"], 1],
      ["insert i", [null, "text"], 1],
      ["select *", ["1"], 1],
      ["select *", ["2"], 1],
      ["select *", ["3"], 0],
      ["select ?", [expect.stringMatching(/^2024-02-29 /), "1.5"], 1],
      ["insert i", ["1", "1"], 1],
    ]);
  });

  it("a statement that fails when it is prepared is seen; one that is only prepared is not", async () => {
    await alike(async (client) => {
      await client.prepare("select 'never run'");
      return client.execute("select * from nowhere where a = 'canary' and b = ?", ["x"]).catch(failing);
    });
    expect(seen()).toEqual([
      [
        "select * from nowhere where a = 'canary' and b = ?",
        [],
        undefined,
        "idle",
        { code: "42S02", message: expect.stringContaining("nowhere") },
      ],
    ]);
  });

  it("transactions, as the states of the connection", async () => {
    await alike(async (client) => {
      await client.beginTransaction();
      await client.query("insert into t (name) values ('x')");
      await client.query("select * from nowhere").catch(() => undefined);
      await client.rollback();
      await client.query("set autocommit = 0");
      await client.query("select * from t");
      await client.commit();
      await client.query("start transaction read only; select 1");
      await client.reset();
      return (await client.query("select * from t"))[0];
    });
    expect(seen().map(([, , , transaction]) => transaction)).toEqual(
      ["open", "open", "open", "idle", "idle", "open", "idle", "open", "idle"].map(String),
    );
    const states = tap.events.flatMap((event) => (event.type === "state" ? [event.state] : []));
    expect(states.slice(0, 4)).toEqual(["starting", "idle", "active", "idle-in-transaction"]);
    expect(states.at(-1)).toBe("closed");
  });

  it("values of 16 MB in both directions, whose neighbours are seen", async () => {
    await alike(async (client) => {
      const big = Buffer.alloc(17 * 1024 * 1024, 0xc1);
      await client.execute("insert into t (name, data) values (?, ?)", ["x".repeat(20_000), big]);
      await client.execute("insert into t (data, name) values (?, ?)", [big, "after"]);
      await client.query("insert into t (data) values (?)", [big]);
      const [rows] = await client.query<mysql.RowDataPacket[]>("select name, data, md5(data) as sum from t");
      return rows.map(({ name, data, sum }) => [name, data.length, data.equals(big), sum]);
    });
    const statements = tap.statements();
    expect(statements.map(({ rows, cut, error }) => [rows, cut, error])).toEqual([
      [1, true, undefined],
      [1, true, undefined],
      [1, true, undefined],
      [3, false, undefined],
    ]);
    expect(statements[0]?.binds.map((bind) => bind?.length)).toEqual([16 * 1024, 2 + 2 * 16 * 1024]);
    expect(statements[1]?.binds[1]).toBe("after");
    expect(statements[2]?.text).toHaveLength(256 * 1024);
  });

  it("the content of a file that the client sends", async () => {
    await alike(async (client) => {
      await client.query({
        sql: "load data local infile 'x' into table t (id, name)",
        infileStreamFactory: () => Readable.from([Buffer.from("1\ta\n2\tb\n"), Buffer.alloc(100_000, "3\tc\n")]),
      } as mysql.QueryOptions);
      await client
        .query({
          sql: "load data local infile 'x' into table t (id, name)",
          infileStreamFactory: () => Readable.from([]),
        } as mysql.QueryOptions)
        .catch(failing);
      return (await client.query("select * from t"))[0];
    });
    expect(seen().map(([, , rows]) => rows)).toEqual([3, 0, 3]);
  });

  it("ping, another user, another database, a procedure, many connections", async () => {
    await database.query("create procedure p(in a int, out b int) begin select a; select a + 1; set b = a; end");
    await alike(async (client) => {
      await client.ping();
      const called = (await client.query("call p(1, @b)"))[0];
      const executed = (await client.execute("call p(?, @b)", [2]))[0];
      await client.changeUser({ database: "mysql" });
      const now = (await client.query("select database() as d"))[0];
      return [called, executed, now, await client.changeUser({ user: "nobody" }).catch(() => "refused")];
    });
    expect(seen().map(([sql, binds, rows]) => [sql, binds, rows])).toEqual([
      ["call p(1, @b)", [], 2],
      ["call p(?, @b)", ["2"], 2],
      ["select database() as d", [], 1],
    ]);
    const pool = mysql.createPool({ uri: tap.url, connectionLimit: 20 });
    const all = await Promise.all(
      Array.from({ length: 200 }, async (_, n) => (await pool.execute<mysql.RowDataPacket[]>("select ? as n", [n]))[0]),
    );
    await pool.end();
    expect(all.map(([row]) => Number(row?.n))).toEqual(Array.from({ length: 200 }, (_, n) => n));
    const bound = tap.statements().filter(({ text: sql }) => sql === "select ? as n");
    expect(bound.map(({ binds }) => Number(binds[0])).sort((a, b) => a - b)).toEqual(all.map((_, n) => n));
  });

  it.each([
    ["the old ends", usual, 0],
    ["the new ends", usual | can.deprecateEof, 0],
    ["bulks, and metadata that the client remembers", (usual | can.deprecateEof) & ~can.mysql, (1 << 4) | (1 << 2)],
  ])("what no driver at hand sends, byte for byte, with %s", async (_, capabilities, extended) => {
    const { pathname } = new URL(database.url);
    const execute = (flags: number, ...rest: readonly (Buffer | string | number)[]) =>
      packet(0, 0x17, int32(-1), flags, int32(1), ...rest);
    const requests = [
      packet(0, 0x02, pathname.slice(1)),
      packet(0, 0x03, "select seq from seq_1_to_30"),
      packet(0, 0x16, "select seq, ? as v from seq_1_to_5"),
      // With a cursor, in which the rows wait.
      execute(1, 0, 1, int16(0xfd), text("by cursor")),
      packet(0, 0x1c, int32(1), int32(2)),
      packet(0, 0x1c, int32(1), int32(10)),
      execute(0, 0, 1, int16(0xfd), text("by value")),
      packet(0, 0x18, int32(-1), int16(0), "in two "),
      packet(0, 0x18, int32(-1), int16(0), "parts"),
      execute(0, 0, 1, int16(0xfc)),
      packet(0, 0x1a, int32(1)),
      packet(0, 0x04, "t\0", "%"),
      packet(0, 0x1b, int16(0)),
      packet(0, 0x0d),
      packet(0, 0x03, "check table t"),
      packet(0, 0x16, "select * from nowhere"),
      execute(0),
      packet(0, 0x16, "insert into t (name) values (?)"),
      packet(0, 0xfa, int32(-1), int16(128), int16(0xfd), 0, text("b1"), 1, 0, text("b2")),
      packet(0, 0x19, int32(-1)),
      packet(0, 0x1f),
      packet(0, 0x03, "select 1"),
      packet(0, 0x0e),
    ];
    const direct = await rawMysql(database.url, capabilities, requests, extended);
    await database.query("truncate t");
    const through = await rawMysql(tap.url, capabilities, requests, extended);
    expect(through).toHaveLength(direct.length);
    // Only the numbers of the three prepared statements differ: the server counts them for all connections.
    expect(through.filter((byte, at) => byte !== direct[at]).length).toBeLessThanOrEqual(3 * 4);
    // Lists of what the server does are not the same twice.
    await rawMysql(tap.url, capabilities, [packet(0, 0x09), packet(0, 0x0a), packet(0, 0x0e)], extended);
    await tap.seen("closed", ({ connection }) => connection === "c2");
    expect(tap.events.filter(({ type }) => type === "trouble")).toEqual([]);
    const prepared = "select seq, ? as v from seq_1_to_5";
    expect(seen().map(([sql, binds, rows, , error]) => [sql, binds, rows, (error as { code: string })?.code])).toEqual([
      ["select seq from seq_1_to_30", [], 30, undefined],
      [prepared, ["by cursor"], undefined, undefined],
      [prepared, ["by value"], 5, undefined],
      [prepared, ["in two parts"], 5, undefined],
      ["check table t", [], expect.any(Number), undefined],
      ["select * from nowhere", [], undefined, "42S02"],
      [
        "insert into t (name) values (?)",
        ["b1", null, "b2"],
        ...(extended === 0 ? [undefined, "HY000"] : [3, undefined]),
      ],
      ["select 1", [], 1, undefined],
    ]);
  });

  it.skipIf(commandLine === undefined)("the command line client, also when it wants compression, or TLS", async () => {
    const { username, password, pathname } = new URL(database.url);
    const run = (port: string, ...more: readonly string[]) =>
      promisify(execFile)(
        commandLine ?? "",
        ["--no-defaults", "-h127.0.0.1", `-P${port}`, `-u${username}`, ...more, pathname.slice(1)],
        { env: { ...process.env, MYSQL_PWD: password } },
      ).then(
        ({ stdout }) => stdout,
        ({ stderr }) => String(stderr),
      );
    const sql =
      "insert into t (name) values ('x'); select name, 6*7 from t; alter table t engine=aria; select * from nowhere";
    const direct = await run(new URL(database.url).port, "-e", sql);
    await database.query("truncate t");
    expect(await run(String(tap.port), "--compress", "-e", sql)).toBe(direct);
    expect(tap.statements().map(({ rows, error }) => [rows, error === undefined])).toEqual([
      [1, true],
      [1, true],
      [1, true],
      [undefined, false],
    ]);
    expect(tap.events.filter(({ type }) => type === "trouble")).toEqual([]);
    expect(await run(String(tap.port), "--ssl-verify-server-cert", "-e", "select 1")).toContain("SSL");
    expect(await tap.seen("trouble")).toMatchObject({ text: expect.stringContaining("turn TLS off") });
  });
});
