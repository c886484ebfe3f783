import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { freshDatabase } from "../../../../test/fresh-database.ts";
import { int16, int32, message, rawClient, wire } from "../../../../test/tap-postgres.ts";
import type { TapEvent } from "../../../model/tap.ts";
import { trackPostgres } from "./tracker.ts";

/** Bytes of one direction, in the order in which they passed. */
interface Piece {
  readonly from: "server" | "database";
  readonly bytes: Buffer;
}

/** Everything that a tracker notes of a recorded connection. */
function track(pieces: readonly Piece[]): TapEvent[] {
  const events: TapEvent[] = [];
  const tracker = trackPostgres({ connection: "c1", note: (event) => events.push(event), now: () => 0 });
  for (const { from, bytes } of pieces) (from === "server" ? tracker.fromServer : tracker.fromDatabase)(bytes);
  tracker.ended({ by: "server", why: undefined });
  return events;
}

/** Runs a script of a raw client against the database and gives what passed after the startup message. */
async function record(
  url: string,
  script: (client: Awaited<ReturnType<typeof rawClient>>) => Promise<unknown>,
): Promise<Piece[]> {
  const pieces: Piece[] = [];
  const { hostname, port } = new URL(url);
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const end of [near, far]) end.on("error", () => undefined);
    near.on("data", (bytes: Buffer) => pieces.push({ from: "server", bytes }));
    far.on("data", (bytes: Buffer) => pieces.push({ from: "database", bytes }));
    near.pipe(far).pipe(near);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const through = new URL(url);
  through.port = String((server.address() as AddressInfo).port);
  const client = await rawClient(through.href);
  await script(client);
  client.end();
  await once(client.socket, "close");
  server.close();
  return pieces.slice(1);
}

const recorded: Piece[][] = [];
beforeAll(async () => {
  const database = await freshDatabase();
  await database.query("create table t (id int primary key, name text)");
  recorded.push(
    await record(database.url, async (client) => {
      await client.exchange([wire.query("begin; insert into t values (1,'ü'); select * from t")], 1);
      await client.exchange([wire.query("select 1/0"), wire.query("rollback")], 2);
      client.send(wire.query("copy t from stdin"));
      await client.until("G");
      await client.exchange([wire.copyData("1\ta\n"), wire.copyData("2\tb\n"), wire.copyDone()], 1);
      await client.exchange([wire.query("copy t to stdout"), wire.call(1740, ["5"])], 2);
    }),
    await record(database.url, async (client) => {
      await client.exchange(
        [
          wire.parse("s", "select $1::text, $2::int, g from generate_series(1, 4) g"),
          wire.describe("S", "s"),
          wire.bind("p", "s", ["gauntlet’s", Buffer.from([0, 0, 0, 7])], [0, 1]),
          wire.execute("p", 3),
          wire.execute("p"),
          wire.close("P", "p"),
          wire.sync(),
          wire.bind("", "s", ["x", "not a number"]),
          wire.execute(""),
          wire.sync(),
          wire.parse("", "copy t from stdin"),
          wire.bind("", "", []),
          wire.execute(""),
        ],
        2,
      );
      await client.until("G");
      await client.exchange([wire.copyData("7\tseven\n"), wire.copyDone(), wire.sync()], 1);
      await client.exchange([wire.bind("", "s", ["y".repeat(20_000), null]), wire.execute(""), wire.sync()], 1);
    }),
  );
  await database.drop();
});

describe("splitting the bytes anywhere changes nothing", () => {
  const split = ({ from, bytes }: Piece, cuts: readonly number[]): Piece[] => {
    const places = [...new Set(cuts.map((cut) => Math.floor(cut * bytes.length)))].sort((a, b) => a - b);
    return [0, ...places].map((at, index) => ({ from, bytes: bytes.subarray(at, places[index] ?? bytes.length) }));
  };

  it("byte by byte", () => {
    for (const pieces of recorded) {
      const single = pieces.flatMap(({ from, bytes }) =>
        Array.from(bytes, (_, at) => ({ from, bytes: bytes.subarray(at, at + 1) })),
      );
      expect(track(single)).toEqual(track(pieces));
    }
    expect(recorded.flatMap(track).filter(({ type }) => type === "statement")).toHaveLength(11);
    expect(recorded.flatMap(track).filter(({ type }) => type === "trouble")).toEqual([]);
  });

  it("at random places", () => {
    const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    for (const pieces of recorded) {
      const whole = track(pieces);
      const cuts = fc.array(fc.array(unit, { maxLength: 12 }), { minLength: pieces.length, maxLength: pieces.length });
      fc.assert(
        fc.property(cuts, (all) => {
          expect(track(pieces.flatMap((piece, index) => split(piece, all[index] ?? [])))).toEqual(whole);
        }),
        { numRuns: 200 },
      );
    }
  });
});

describe("garbage", () => {
  const from = fc.constantFrom("server" as const, "database" as const);
  const troubles = (events: readonly TapEvent[]) => events.filter(({ type }) => type === "trouble").length;

  it("never throws, and is said at most once", () => {
    const garbage = fc.record({ from, bytes: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) });
    fc.assert(
      fc.property(fc.array(garbage, { maxLength: 20 }), (pieces) => {
        const events = track(pieces);
        expect(troubles(events)).toBeLessThanOrEqual(1);
        expect(events.at(-1)?.type).toBe("closed");
      }),
      { numRuns: 500 },
    );
  });

  it("of well-made messages never throws either", () => {
    const body = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes));
    const type = fc.constantFrom(..."QPBDECHSFdcfXpRKSZ123TntsIGWHVvAN");
    const made = fc.record({ from, bytes: fc.tuple(type, body).map(([name, bytes]) => message(name, bytes)) });
    fc.assert(
      fc.property(fc.array(made, { maxLength: 40 }), (pieces) => {
        expect(troubles(track(pieces))).toBeLessThanOrEqual(1);
      }),
      { numRuns: 500 },
    );
  });

  it("in a recorded stream never throws", () => {
    for (const pieces of recorded) {
      const damage = fc.record({ piece: fc.nat(pieces.length - 1), at: fc.nat(), value: fc.nat(255) });
      fc.assert(
        fc.property(fc.array(damage, { minLength: 1, maxLength: 5 }), (damages) => {
          const broken = pieces.map((piece) => ({ ...piece, bytes: Buffer.from(piece.bytes) }));
          for (const { piece, at, value } of damages) {
            const bytes = broken[piece]?.bytes;
            if (bytes !== undefined && bytes.length > 0) bytes[at % bytes.length] = value;
          }
          expect(troubles(track(broken))).toBeLessThanOrEqual(1);
        }),
        { numRuns: 300 },
      );
    }
  });
});

describe("what no usual driver does", () => {
  const client = (...messages: readonly Buffer[]): Piece => ({ from: "server", bytes: Buffer.concat(messages) });
  const server = (...messages: readonly Buffer[]): Piece => ({ from: "database", bytes: Buffer.concat(messages) });
  const ready = (state = "I") => message("Z", Buffer.from(state));
  const tag = (text: string) => message("C", text);
  const failure = (code: string, severity = "ERROR") =>
    message("E", `S${severity}`, `V${severity}`, `C${code}`, "Mno", Buffer.from([0]));
  const [one, two, copy] = [message("1"), message("2"), message("G", Buffer.from([0, 0, 0]))];
  const welcome = server(message("R", int32(0)), message("K", int32(1), int32(2)), ready());
  const statements = (pieces: readonly Piece[]) =>
    track([welcome, ...pieces]).flatMap((event) => {
      expect(event.type).not.toBe("trouble");
      if (event.type !== "statement") return [];
      const { text, binds, rows, error, cut } = event.statement;
      return [{ text, binds, rows, error, cut }];
    });

  it("a negotiated version and a longer cancel key", () => {
    const pieces = [
      server(message("v", int32(196610), int32(0)), message("R", int32(0)), message("K", int32(1), Buffer.alloc(256))),
      server(ready()),
    ];
    expect(track(pieces).map(({ type }) => type)).toEqual(["opened", "state", "state", "state", "closed"]);
  });

  it("a COPY that fails while its data is still sent", () => {
    const begin = client(wire.parse("", "copy t from stdin"), wire.bind("", "", []), wire.execute(""), wire.sync());
    const after = [
      client(wire.copyData("more"), wire.copyDone(), wire.sync()),
      server(ready()),
      client(wire.query("select 2")),
      server(tag("SELECT 1"), ready()),
    ];
    const found = statements([
      begin,
      server(one, two, copy),
      client(wire.copyData("x")),
      server(failure("22P02")),
      ...after,
    ]);
    expect(found).toMatchObject([{ error: { code: "22P02" } }, { text: "select 2", error: undefined }]);
  });

  it("a statement that was prepared in SQL, whose text is not known to be whole", () => {
    const pieces = [client(wire.bind("", "by_sql", ["v"]), wire.execute(""), wire.sync())];
    expect(statements([...pieces, server(two, tag("SELECT 1"), ready())])).toEqual([
      { text: "", binds: ["v"], rows: 1, error: undefined, cut: true },
    ]);
  });

  it("a refused preparation leaves the statement of that name as it was", () => {
    const pieces = [
      client(wire.parse("s", "select 'first'"), wire.sync()),
      server(one, ready()),
      client(wire.parse("s", "select 'second'"), wire.sync()),
      server(failure("42P05"), ready()),
      client(wire.bind("", "s", []), wire.execute(""), wire.sync()),
      server(two, tag("SELECT 1"), ready()),
    ];
    expect(statements(pieces).map(({ text, error }) => [text, error !== undefined])).toEqual([
      ["select 'second'", true],
      ["select 'first'", false],
    ]);
  });

  it("a pipeline without an answer", () => {
    const pieces = [
      client(
        wire.parse("", "select $1"),
        wire.bind("", "", ["a"]),
        wire.execute(""),
        wire.bind("", "", ["b"]),
        wire.execute(""),
      ),
      server(one, two, tag("SELECT 1")),
    ];
    expect(statements(pieces)).toMatchObject([
      { text: "select $1", binds: ["a"], rows: 1, error: undefined },
      { text: "select $1", binds: ["b"], rows: undefined, error: "unanswered" },
    ]);
  });

  it("more values than are kept, and some in the middle that are too long", () => {
    const many = Array.from({ length: 1_500 }, (_, index) => String(index));
    const long = ["a", "b".repeat(3_000_000), "c", "d".repeat(16 * 1024)];
    const found = statements([
      client(wire.parse("", "x"), wire.bind("", "", many), wire.execute(""), wire.bind("", "", long), wire.execute("")),
      server(one, two, tag("SELECT 1"), two, tag("SELECT 1")),
    ]);
    expect(found[0]?.binds).toEqual(many.slice(0, 1_000));
    expect(found[1]?.binds.map((value) => value?.length)).toEqual([1, 16 * 1024, 1, 16 * 1024]);
    expect(found.map(({ cut }) => cut)).toEqual([true, true]);
  });

  it("thousands of statements without one Sync: they are not kept back for ever", () => {
    const batch = Array.from({ length: 300 }, () => [wire.bind("", "", []), wire.execute("")]).flat();
    const events = track([
      welcome,
      client(wire.parse("", "x"), ...batch),
      server(one, ...Array.from({ length: 300 }, () => [two, tag("SELECT 1")]).flat()),
    ]);
    expect(events.filter(({ type }) => type === "statement")).toHaveLength(300);
  });

  it("an answer to nothing that was asked ends the looking", () => {
    const events = track([welcome, server(tag("SELECT 1"))]);
    expect(events.filter(({ type }) => type === "trouble")).toHaveLength(1);
  });

  it("binary values of types that are known and of others", () => {
    const values: [number, Buffer, string][] = [
      [23, int32(-5), "-5"],
      [21, int16(7), "7"],
      [20, Buffer.concat([int32(0), int32(9)]), "9"],
      [16, Buffer.from([1]), "true"],
      [25, Buffer.from("text"), "text"],
      [1043, Buffer.from("ü"), "ü"],
      [3802, Buffer.from('\u0001{"a":1}'), '{"a":1}'],
      [17, Buffer.from([0xde, 0xad]), "\\xdead"],
      [0, Buffer.from("hi"), "\\x6869"],
      [23, Buffer.from([1]), "\\x01"],
    ];
    const found = statements([
      client(
        wire.parse(
          "",
          "x",
          values.map(([oid]) => oid),
        ),
        wire.bind(
          "",
          "",
          values.map(([, bytes]) => bytes),
          [1],
        ),
        wire.execute(""),
      ),
      server(one, two, tag("SELECT 1")),
    ]);
    expect(found[0]?.binds).toEqual(values.map(([, , text]) => text));
  });
});
