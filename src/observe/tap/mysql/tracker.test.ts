import { readFileSync } from "node:fs";
import fc from "fast-check";
import mysql from "mysql2/promise";
import { beforeAll, describe, expect, it } from "vitest";
import { mariadbAvailable, useMariaDb } from "../../../../test/mariadb.ts";
import {
  answerTo,
  bytes,
  can,
  eof,
  failure,
  greeting,
  int16,
  int32,
  ok,
  type Piece,
  packet,
  recordMysql,
  text,
  usual,
} from "../../../../test/tap-mysql.ts";
import type { TapEvent } from "../../../model/tap.ts";
import { trackMysql } from "./tracker.ts";

/** Everything that a tracker notes of a recorded connection. */
function track(pieces: readonly Piece[], overTls = false): TapEvent[] {
  const events: TapEvent[] = [];
  const tracker = trackMysql({ connection: "c1", overTls, note: (event) => events.push(event), now: () => 0 });
  for (const { from, bytes: chunk } of pieces) {
    const lent = Buffer.from(chunk);
    (from === "server" ? tracker.fromServer : tracker.fromDatabase)(lent);
    // Chunks are only lent: what is kept of them must be a copy.
    lent.fill(0x58);
  }
  tracker.ended({ by: "server", why: undefined });
  return events;
}

/** MariaDB Connector/Node.js 3.5 with a MariaDB 10.11: pipelines, bulk executions, cached metadata, a file, a procedure. */
const ofConnector = (
  JSON.parse(readFileSync(new URL("mariadb-connector.recording.json", import.meta.url), "utf8")) as [string, string][][]
).map((pieces) =>
  pieces.map(([from, base64]): Piece => {
    return { from: from === "s" ? "server" : "database", bytes: Buffer.from(base64, "base64") };
  }),
);

const troubles = (events: readonly TapEvent[]) => events.filter(({ type }) => type === "trouble");
const statementsOf = (events: readonly TapEvent[]) =>
  events.flatMap((event) => (event.type === "statement" ? [event.statement] : []));

it("pipelined executions of a statement whose number is not known yet, bulk executions, a file, a procedure", () => {
  const [main = [], withFile = []] = ofConnector.map((pieces) => track(pieces));
  const seen = statementsOf(main).map(({ text: sql, binds, rows, error }) => [
    sql.slice(0, 40),
    binds,
    rows,
    typeof error === "object" ? error.code : error,
  ]);
  expect(troubles([...main, ...withFile])).toEqual([]);
  expect(seen.slice(2)).toEqual([
    [
      "insert into t (a,b,c,d,e) values (?,?,?,",
      ["pipelined canary1", "\\xff00", "1.25", "2020-01-02 03:04:05.678000", "18446744073709551615"],
      1,
      undefined,
    ],
    ["insert into t (a,b,c,d,e) values (?,?,?,", [null, null, null, null, null], 1, undefined],
    ["select * from t where a like ?", ["%canary%"], 1, undefined],
    ["select * from t where a like ?", ["%canary%"], 1, undefined],
    ["insert into t (a,e) values (?,?)", ["b1", "1", "b2", null], 2, undefined],
    ["insert into t (a,e) values (?,?)", ["b3", "3"], 1, undefined],
    ["select 1 as a", [], 1, undefined],
    ["select 2 as a union select 3", [], 2, undefined],
    ["select ? as q", ["zz"], 1, undefined],
    // Refused, and the execution that was sent along with it cannot run.
    ["select * from nowhere where a = ?", [], undefined, "42S02"],
    ["select ? + ? as s", ["1", "2"], 1, undefined],
    ["select ? + ? as s", ["3", "4"], 1, undefined],
    ["select ? + ? as s", ["5", null], 1, undefined],
    ["select 1; insert into t (a) values ('m')", [], 8, undefined],
    ["create or replace table l (i int, s text", [], 0, undefined],
    ["START TRANSACTION", [], 0, undefined],
    ["insert into t (a) values ('text client p", [], 1, undefined],
    ["ROLLBACK", [], 0, undefined],
    ["create or replace procedure pr(in x int,", [], 0, undefined],
    ["call pr(4, @y)", [], 1, undefined],
    ["call pr(?, ?)", ["4", null], 2, undefined],
    ["select * from t", [], 6, undefined],
  ]);
  expect(statementsOf(withFile).map(({ text: sql, rows }) => [sql.slice(0, 22), rows])).toEqual([
    ["SET NAMES utf8mb4", 0],
    ["load data local infile", 2],
    ["select * from l", 2],
  ]);
});

function split({ from, bytes: whole }: Piece, cuts: readonly number[]): Piece[] {
  const places = [...new Set(cuts.map((cut) => Math.floor(cut * whole.length)))].sort((a, b) => a - b);
  const bounds = [0, ...places.filter((place) => place > 0), whole.length];
  return bounds.slice(1).map((end, index) => ({ from, bytes: whole.subarray(bounds[index], end) }));
}

function inSingleBytes(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap(({ from, bytes: whole }) =>
    Array.from(whole, (_, at) => ({ from, bytes: whole.subarray(at, at + 1) })),
  );
}

function fuzz(recorded: () => readonly (readonly Piece[])[]): void {
  it("split into single bytes it means the same", () => {
    for (const pieces of recorded()) {
      expect(track(inSingleBytes(pieces))).toEqual(track(pieces));
      expect(troubles(track(pieces))).toEqual([]);
    }
  });

  it("split anywhere it means the same", () => {
    const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    for (const pieces of recorded()) {
      const whole = track(pieces);
      const cuts = fc.array(fc.array(unit, { maxLength: 12 }), { minLength: pieces.length, maxLength: pieces.length });
      fc.assert(
        fc.property(cuts, (all) => {
          expect(track(pieces.flatMap((piece, index) => split(piece, all[index] ?? [])))).toEqual(whole);
        }),
        { numRuns: 100 },
      );
    }
  });

  it("damaged it never throws, and is said once", () => {
    for (const pieces of recorded()) {
      const damage = fc.record({ piece: fc.nat(pieces.length - 1), at: fc.nat(), value: fc.nat(255) });
      fc.assert(
        fc.property(fc.array(damage, { minLength: 1, maxLength: 5 }), (damages) => {
          const broken = pieces.map((piece) => ({ ...piece, bytes: Buffer.from(piece.bytes) }));
          for (const { piece, at, value } of damages) {
            const chunk = broken[piece]?.bytes;
            if (chunk !== undefined && chunk.length > 0) chunk[at % chunk.length] = value;
          }
          const events = track(broken);
          expect(troubles(events).length).toBeLessThanOrEqual(1);
          expect(events.at(-1)?.type).toBe("closed");
        }),
        { numRuns: 300 },
      );
    }
  });
}

describe("a recorded stream of MariaDB's own connector", () => fuzz(() => ofConnector));

describe.skipIf(!mariadbAvailable())("a recorded stream of mysql2", () => {
  const mariadb = useMariaDb();
  const recorded: Piece[][] = [];
  beforeAll(async () => {
    const fresh = await mariadb.freshDatabase();
    recorded.push(
      ...(await recordMysql(fresh.url, async (url) => {
        const client = await mysql.createConnection({ uri: url, multipleStatements: true });
        await client.query("create table t (id int auto_increment primary key, name text, b mediumblob)");
        await client.execute("insert into t (name, b) values (?, ?)", ["ü", Buffer.from([255, 0])]);
        await client.execute("insert into t (name, b) values (?, ?)", [null, "x".repeat(70_000)]);
        await client.beginTransaction();
        await client.query("select * from t; update t set name = 'z'; select 1 from t where 1 = 0");
        await client.commit();
        await client.query("select * from nowhere").catch(() => undefined);
        await client.execute("select * from nowhere where x = ?", [1]).catch(() => undefined);
        await client.changeUser({});
        await client.ping();
        await client.end();
      })),
    );
    await fresh.drop();
  });
  fuzz(() => recorded);
});

it("garbage never throws and is said at most once", () => {
  const from = fc.constantFrom("server" as const, "database" as const);
  const garbage = fc.record({ from, bytes: fc.uint8Array({ maxLength: 300 }).map((some) => Buffer.from(some)) });
  const wellMade = fc.record({
    from,
    bytes: fc
      .tuple(
        fc.constantFrom(0, 0, 0, 1, 2),
        fc.constantFrom(0, 1, 3, 4, 0x0a, 0x11, 0x16, 0x17, 0x18, 0x19, 0x1a, 0x1c, 0x1f, 0xfa, 0xfb, 0xfe, 0xff),
        fc.uint8Array({ maxLength: 60 }),
      )
      .map(([sequence, first, content]) => packet(sequence, first, Buffer.from(content))),
  });
  const welcome: Piece[] = [
    { from: "database", bytes: greeting(usual | can.deprecateEof | can.queryAttributes) },
    { from: "server", bytes: answerTo(usual | can.queryAttributes) },
    { from: "database", bytes: ok(2) },
  ];
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.array(fc.oneof(garbage, wellMade, wellMade), { maxLength: 30 }),
      (welcomed, pieces) => {
        const events = track([...(welcomed ? welcome : []), ...pieces]);
        expect(troubles(events).length).toBeLessThanOrEqual(1);
        expect(events.at(-1)?.type).toBe("closed");
      },
    ),
    { numRuns: 2_000 },
  );
});

it("requests and replies of any content mean the same whole and in single bytes", () => {
  const value = fc.oneof(fc.constantFrom(0, 1, 2, 4, 0xfb, 0xfc, 0xfd, 0xfe, 0xff), fc.nat(255));
  const content = fc.array(value, { maxLength: 24 }).map((some) => Buffer.from(some));
  const types = fc.array(fc.constantFrom(1, 2, 3, 4, 5, 6, 8, 0x0a, 0x8001, 0x8003, 0x8008, 0xfc, 0xfd), {
    minLength: 2,
    maxLength: 2,
  });
  const server = (...packets: readonly Buffer[]): Piece => ({ from: "server", bytes: Buffer.concat(packets) });
  const database = (...packets: readonly Buffer[]): Piece => ({ from: "database", bytes: Buffer.concat(packets) });
  const executed = fc
    .tuple(fc.constantFrom(0, 8), fc.nat(3), fc.boolean(), types, content)
    .map(([flags, nulls, fresh, [one = 1, two = 1], rest]) => {
      const sent = fresh ? bytes(1, int16(one), int16(two)) : bytes(0);
      return server(packet(0, 0x17, int32(1), flags, int32(1), nulls, sent, rest));
    });
  const queried = fc.tuple(fc.constantFrom(3, 0x16, 0x17, 0xfa), content).map(([code, rest]) => {
    return server(packet(0, code, rest));
  });
  const answered = fc.oneof(
    fc.constantFrom(database(ok(1)), database(packet(1, 1), packet(2, "x"), eof(3), packet(4, "row"), eof(5))),
    fc.array(content, { minLength: 1, maxLength: 4 }).map((all) => database(...all.map((one) => packet(1, one)))),
  );
  const talk = fc.array(fc.oneof(executed, queried, answered), { maxLength: 12 });
  fc.assert(
    fc.property(fc.constantFrom(0, can.deprecateEof, can.queryAttributes), talk, (more, pieces) => {
      const whole = [
        database(greeting(usual | more)),
        server(answerTo(usual | more)),
        database(ok(2)),
        server(packet(0, 0x16, "select ?, ?")),
        database(packet(1, 0, int32(1), int16(0), int16(2), 0, int16(0)), packet(2, "x"), packet(3, "x")),
        ...(more === can.deprecateEof ? [] : [database(eof(4))]),
        ...pieces,
      ];
      expect(track(inSingleBytes(whole))).toEqual(track(whole));
    }),
    { numRuns: 2_000 },
  );
});

describe("what no client at hand does", () => {
  const server = (...packets: readonly Buffer[]): Piece => ({ from: "server", bytes: Buffer.concat(packets) });
  const database = (...packets: readonly Buffer[]): Piece => ({ from: "database", bytes: Buffer.concat(packets) });
  const welcome = (capabilities: number) => [
    database(greeting(capabilities)),
    server(answerTo(capabilities)),
    database(ok(2)),
  ];
  const run = (capabilities: number, ...pieces: readonly Piece[]) => {
    const events = track([...welcome(capabilities), ...pieces]);
    expect(troubles(events)).toEqual([]);
    return statementsOf(events).map(({ text: sql, binds, rows, error, cut }) => ({ sql, binds, rows, error, cut }));
  };
  const prepared = (id: number, places: number, columns = 0) =>
    packet(1, 0, int32(id), int16(columns), int16(places), 0, int16(0));
  const definition = packet(2, "\x03def", Buffer.alloc(20));
  const execute = (id: number, ...rest: readonly (Buffer | string | number)[]) =>
    packet(0, 0x17, int32(id), 0, int32(1), ...rest);

  it("attributes of a query and of an execution", () => {
    const attribute = bytes(0, 1, int16(0xfd), text("trace"), text("canary"));
    const found = run(
      usual | can.deprecateEof | can.queryAttributes,
      server(packet(0, 3, 1, 1, attribute, "select 1")),
      database(ok(1)),
      server(packet(0, 3, 0, 1, "select 2")),
      database(ok(1)),
      server(packet(0, 0x16, "select ?")),
      database(prepared(1, 1), definition),
      server(
        packet(
          ...[0, 0x17, int32(1), 8, int32(1), 2, 0, 1],
          ...[int16(0xfd), text(""), int16(0xfd), text("trace"), text("v"), text("a")],
        ),
      ),
      database(ok(1)),
    );
    expect(found.map(({ sql, binds }) => [sql, binds])).toEqual([
      ["select 1", ["canary"]],
      ["select 2", []],
      ["select ?", ["v", "a"]],
    ]);
  });

  it("every type of a bind value, and types that are left out the second time", () => {
    const double = Buffer.alloc(8);
    double.writeDoubleLE(0.1);
    const float = Buffer.alloc(4);
    float.writeFloatLE(0.1);
    const values: [number, Buffer, string | null][] = [
      [0x01, bytes(0xff), "-1"],
      [0x8001, bytes(0xff), "255"],
      [0x02, int16(0xfffe), "-2"],
      [0x0d, int16(2024), "2024"],
      [0x03, int32(-5), "-5"],
      [0x8003, int32(-5), "4294967291"],
      [0x09, int32(7), "7"],
      [0x08, bytes(int32(-9), int32(-1)), "-9"],
      [0x8008, bytes(int32(-1), int32(-1)), "18446744073709551615"],
      [0x04, float, "0.1"],
      [0x05, double, "0.1"],
      [0x06, Buffer.alloc(0), null],
      [0x0a, bytes(4, int16(2024), 2, 29), "2024-02-29"],
      [0x0c, bytes(0), "0000-00-00 00:00:00"],
      [0x0c, bytes(4, int16(2024), 2, 29), "2024-02-29 00:00:00"],
      [0x07, bytes(7, int16(2024), 2, 29, 1, 2, 3), "2024-02-29 01:02:03"],
      [0x0c, bytes(11, int16(2024), 2, 29, 1, 2, 3, int32(45)), "2024-02-29 01:02:03.000045"],
      [0x0b, bytes(0), "00:00:00"],
      [0x0b, bytes(8, 1, int32(2), 3, 4, 5), "-51:04:05"],
      [0x0b, bytes(12, 0, int32(0), 3, 4, 5, int32(600_000)), "03:04:05.600000"],
      [0xfd, text("ü"), "ü"],
      [0xfe, text(Buffer.from([0x63, 0xe9])), "cé"],
      [0xfc, text("text"), "text"],
      [0xfc, text(Buffer.from([0xde, 0xad, 0])), "\\xdead00"],
      [0xf6, text("1.50"), "1.50"],
    ];
    const [types, contents] = [values.map(([type]) => int16(type)), values.map(([, content]) => content)];
    const nulls = Buffer.alloc((values.length + 8) >> 3);
    const found = run(
      usual,
      server(packet(0, 0x16, "x")),
      database(prepared(3, values.length + 1), ...values.map(() => definition), definition, eof(9)),
      server(execute(3, nulls, 1, ...types, int16(0xfd), ...contents, text("last"))),
      database(ok(1, { rows: 1 })),
      server(execute(3, nulls, 0, ...contents, text("again"))),
      database(ok(1, { rows: 1 })),
    );
    const wanted = values.map(([, , value]) => value);
    expect(found.map(({ binds }) => binds)).toEqual([
      [...wanted, "last"],
      [...wanted, "again"],
    ]);
    for (const [type, content, value] of values) {
      const alone = [
        server(packet(0, 0x16, "x")),
        database(prepared(3, 1), definition, eof(3)),
        server(execute(3, 0, 1, int16(type), content)),
        database(ok(1)),
      ];
      expect(run(usual, ...alone).map(({ binds }) => binds)).toEqual([[value]]);
      expect(run(usual, ...inSingleBytes(alone)).map(({ binds }) => binds)).toEqual([[value]]);
    }
  });

  it("values that are sent ahead, too long ones, too many, and what is reset", () => {
    const ahead = (place: number, content: string) => packet(0, 0x18, int32(5), int16(place), content);
    const found = run(
      usual,
      server(packet(0, 0x16, "a")),
      database(prepared(5, 2), definition, definition, eof(4)),
      server(ahead(0, "can"), ahead(0, "ary"), execute(5, 0, 1, int16(0xfc), int16(0xfd), text("b"))),
      database(ok(1)),
      server(ahead(0, "lost"), packet(0, 0x1a, int32(5))),
      database(ok(1)),
      server(execute(5, 0, 0, text("x".repeat(100_000)), text("after"))),
      database(ok(1)),
      server(ahead(1, "y".repeat(20_000)), execute(5, 1, 0)),
      database(ok(1)),
      server(packet(0, 0x16, "many")),
      database(prepared(6, 1_100), ...Array.from({ length: 1_100 }, () => definition), eof(4)),
      server(execute(6, Buffer.alloc(138), 1, ...Array(1_100).fill(int16(1)), Buffer.alloc(1_100))),
      database(ok(1)),
      server(packet(0, 0x19, int32(6)), execute(6, Buffer.alloc(200))),
      database(failure(1, 1243, "HY000", "Unknown prepared statement handler")),
    );
    expect(
      found.map(({ binds, cut }) => [binds.length, binds.map((bind) => bind?.slice(0, 8)).slice(0, 2), cut]),
    ).toEqual([
      [2, ["canary", "b"], false],
      [2, ["xxxxxxxx", "after"], true],
      [2, [undefined, "yyyyyyyy"], true],
      [1_000, ["0", "0"], true],
      [0, [], true],
    ]);
    expect(found[1]?.binds[0]).toHaveLength(16 * 1024);
    expect(found[4]).toMatchObject({ sql: "", error: { code: "HY000" } });
  });

  it("a text that is longer than is kept, in joined packets", () => {
    const long = Buffer.alloc(0xff_ff_ff, "é");
    const found = run(
      usual,
      server(bytes(Buffer.from([255, 255, 255, 0]), bytes(3, "s", long.subarray(2)), packet(1, "tail"))),
      database(ok(1)),
      server(bytes(Buffer.from([255, 255, 255, 0]), bytes(3, "s", long.subarray(2)), packet(1))),
      database(ok(1)),
    );
    expect(found.map(({ sql, cut }) => [Buffer.byteLength(sql) > 262_140, sql.slice(-2), cut])).toEqual([
      [true, "éé", true],
      [true, "éé", true],
    ]);
  });

  it("rows that look like an end, without and with the new kind of end", () => {
    const huge = bytes(0xfe, Buffer.alloc(20, 1));
    for (const capabilities of [usual, usual | can.deprecateEof]) {
      const old = capabilities === usual;
      const end = old ? eof(9) : packet(9, 0xfe, 0, 0, int16(2), int16(0));
      const joined = bytes(
        Buffer.from([255, 255, 255, 4]),
        huge,
        Buffer.alloc(0xff_ff_ff - huge.length),
        packet(5, "x"),
      );
      const found = run(
        capabilities,
        server(packet(0, 3, "select big")),
        database(packet(1, 1), definition, ...(old ? [eof(3)] : []), packet(4, text("row")), joined, end),
      );
      expect(found).toMatchObject([{ rows: 2, error: undefined }]);
    }
  });

  it("a cursor: its rows are fetched later", () => {
    const found = run(
      usual,
      server(packet(0, 0x16, "select c")),
      database(prepared(1, 0, 1), definition, eof(3)),
      server(packet(0, 0x17, int32(1), 1, int32(1))),
      database(packet(1, 1), definition, eof(3, 2 | 64)),
      server(packet(0, 0x1c, int32(1), int32(10))),
      database(packet(1, 0, 0, text("row")), packet(2, 0, 0, text("row")), eof(3, 2 | 128)),
      server(packet(0, 3, "select 1")),
      database(ok(1)),
    );
    expect(found).toMatchObject([
      { sql: "select c", rows: undefined, error: undefined },
      { sql: "select 1", rows: 0 },
    ]);
  });

  it("the state of a transaction, also a read-only one, and after a deadlock", () => {
    const events = track([
      ...welcome(usual),
      server(packet(0, 3, "start transaction read only")),
      database(ok(1, { status: 0x2002 })),
      server(packet(0, 3, "syntax")),
      database(failure(1, 1064, "42000", "no")),
      server(packet(0, 3, "update")),
      database(failure(1, 1213, "40001", "Deadlock found")),
    ]);
    expect(statementsOf(events).map(({ transaction }) => transaction)).toEqual(["open", "open", "idle"]);
    expect(events.flatMap((event) => (event.type === "state" ? [event.state] : []))).toEqual([
      ...["starting", "idle", "active", "idle-in-transaction"],
      ...["active", "idle-in-transaction", "active", "idle", "closed"],
    ]);
  });

  it("an answer that comes before the whole request has passed, and a request that stays half", () => {
    const half = packet(0, 3, "insert into t values ('canary'").subarray(0, 30);
    const early = track([...welcome(usual), server(half), database(failure(1, 1153, "08S01", "too big"))]);
    expect(statementsOf(early)).toMatchObject([
      { text: "insert into t values ('ca", cut: true, error: { code: "08S01" } },
    ]);
    expect(statementsOf(track([...welcome(usual), server(half)]))).toEqual([]);
  });

  it("what is unanswered at the end, and the last words of the database", () => {
    const events = track([...welcome(usual), server(packet(0, 3, "select 1"), packet(0, 0x16, "select ?"))]);
    expect(statementsOf(events)).toMatchObject([
      { text: "select 1", error: "unanswered", rows: undefined },
      { text: "select ?", error: "unanswered" },
    ]);
    const killed = track([...welcome(usual), database(failure(0, 1927, "70100", "Connection was killed"))]);
    expect(killed.at(-1)).toMatchObject({ type: "closed", why: "70100 Connection was killed" });
  });

  it("replies and requests out of order end the looking, once", () => {
    for (const piece of [database(ok(1)), server(packet(4, 3, "x")), server(packet(0, 0x12, "binlog"))]) {
      const events = track([...welcome(usual), piece, piece, server(packet(0, 3, "select 1"))]);
      expect(troubles(events)).toMatchObject([{ text: expect.stringContaining("no further statements of c1") }]);
      expect(statementsOf(events)).toEqual([]);
    }
  });

  it("logins that cannot be carried are said, with the setting to change", () => {
    const hello = database(greeting(usual));
    const answered = [hello, server(answerTo(usual))];
    const said = (pieces: readonly Piece[], overTls = false) =>
      troubles(track(pieces, overTls)).map((event) => (event.type === "trouble" ? event.text : ""));
    const full = database(packet(2, 1, 4));
    expect(said([hello])).toEqual([expect.stringContaining("turn TLS off")]);
    expect(said([...answered, full])).toEqual([expect.stringContaining("allowPublicKeyRetrieval")]);
    expect(said([...answered, full], true)).toEqual([expect.stringContaining("take TLS out of the database URL")]);
    expect(said([...answered, database(packet(2, 0xfe, "sha256_password\0", "scramble\0"))])).toEqual([
      expect.stringContaining("by sha256_password, which may need TLS"),
    ]);
    expect(
      said([...answered, database(failure(2, 3159, "HY000", "Connections using insecure transport are prohibited"))]),
    ).toEqual([expect.stringContaining("add ssl=true")]);
    expect(said([hello, server(answerTo(usual | can.ssl))])).toEqual([
      expect.stringContaining("though it was declined"),
    ]);
    expect(said([hello, server(answerTo(usual | 0x20))])).toEqual([expect.stringContaining("compress")]);
    expect(said([database(packet(0, 9, "3.23\0", Buffer.alloc(40)))])).toEqual([expect.stringContaining("greeting")]);
    expect(said([...answered, database(failure(2, 1045, "28000", "Access denied"))])).toEqual([]);
  });

  it("nothing of a login is noted", () => {
    const secret = "s3cret-s3cret";
    const events = track([
      database(greeting(usual)),
      server(answerTo(usual, secret)),
      database(packet(2, 1, 4)),
      server(packet(3, 2)),
      database(packet(4, 1, "-----BEGIN PUBLIC KEY-----")),
      server(packet(5, secret)),
      database(ok(6)),
      server(packet(0, 0x11, `${secret}\0`, text(secret))),
      database(packet(1, 0xfe, "mysql_clear_password\0")),
      server(packet(2, secret)),
      database(ok(3)),
      server(packet(0, 3, "select 1")),
      database(ok(1)),
    ]);
    expect(statementsOf(events)).toMatchObject([{ text: "select 1" }]);
    expect(JSON.stringify(events)).not.toContain(secret);
  });
});
