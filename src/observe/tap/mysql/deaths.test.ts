import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Server, type Socket } from "node:net";
import mysql from "mysql2/promise";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FreshDatabase } from "../../../../test/fresh-database.ts";
import { mariadbAvailable, useMariaDb } from "../../../../test/mariadb.ts";
import { listening, packet } from "../../../../test/tap-mysql.ts";
import { openTestTap, type TestTap } from "../../../../test/tap-postgres.ts";

describe.skipIf(!mariadbAvailable())("on MariaDB", () => {
  const mariadb = useMariaDb();
  let database: FreshDatabase;
  let tap: TestTap;
  const servers: Server[] = [];
  const children: ChildProcess[] = [];
  beforeEach(async () => {
    database = await mariadb.freshDatabase();
    tap = await openTestTap(database.url);
  });
  afterEach(async () => {
    await tap.close();
    for (const child of children.splice(0)) child.kill("SIGKILL");
    for (const server of servers.splice(0)) server.close();
    await database.drop();
  });

  /** Sessions of the database under test, besides the one that asks. */
  const sessions = async () =>
    (
      await database.query(
        "select id, info from information_schema.processlist where db = database() and id <> connection_id()",
      )
    ).map(({ id, info }) => ({ id: Number(id), info: String(info) }));
  const allGone = async () => {
    await expect.poll(() => tap.connections()).toBe(0);
    await expect.poll(sessions, { timeout: 5_000 }).toEqual([]);
  };
  const client = async (url: string) => {
    const opened = await mysql.createConnection(url);
    opened.on("error", () => undefined);
    return opened;
  };
  const running = (text: string) =>
    expect.poll(async () => (await sessions()).some(({ info }) => info === text)).toBe(true);

  it("a server that is killed while it works", async () => {
    const program = `
      import mysql from "mysql2/promise";
      const client = await mysql.createConnection(process.argv[1]);
      await client.beginTransaction();
      await client.query("select sleep(1), 'the last words'");
    `;
    const child = spawn(process.execPath, ["--input-type=module", "-e", program, tap.url], { stdio: "inherit" });
    children.push(child);
    await tap.seen("state", ({ state }) => state === "idle-in-transaction");
    await running("select sleep(1), 'the last words'");
    child.kill("SIGKILL");
    expect(await tap.seen("closed")).toMatchObject({ by: "server" });
    expect(tap.statements().at(-1)).toMatchObject({ text: expect.stringContaining("last words"), transaction: "open" });
    await allGone();
  });

  it("a client that breaks off in the middle of a packet, and one that only looks in", async () => {
    const opened = await client(tap.url);
    const { stream } = (opened as unknown as { connection: { stream: Socket } }).connection;
    stream.write(packet(0, 3, "select 1, 'never whole'").subarray(0, 12));
    stream.resetAndDestroy();
    expect(await tap.seen("closed")).toMatchObject({ connection: "c1", by: "server" });
    const curious = connect(tap.port, tap.host);
    await once(curious, "data");
    curious.destroy();
    expect(await tap.seen("closed", ({ connection }) => connection === "c2")).toMatchObject({ by: "server" });
    expect(tap.statements()).toEqual([]);
    await allGone();
  });

  it("a session that the database ends, idle or at work", async () => {
    const idle = await client(tap.url);
    await tap.seen("state", ({ state }) => state === "idle");
    const [session] = await sessions();
    await database.query(`kill ${session?.id}`);
    expect(await tap.seen("closed")).toMatchObject({ by: "database" });
    await expect(idle.query("select 1")).rejects.toThrow();

    const busy = await client(tap.url);
    const failed = busy.query("select sleep(60)").catch((cause: Error) => cause.message);
    await running("select sleep(60)");
    await database.query(`kill ${(await sessions())[0]?.id}`);
    expect(await failed).toMatch(/closed|killed|lost/i);
    expect(await tap.seen("closed", ({ connection }) => connection === "c2")).toMatchObject({ by: "database" });
    expect(tap.statements()).toMatchObject([{ text: "select sleep(60)", error: expect.anything() }]);
    await allGone();
  });

  it("an upstream that vanishes while a statement runs, and is not there for the next", async () => {
    const { port, hostname } = new URL(database.url);
    const ends: Socket[] = [];
    const { server, at } = await listening((near) => {
      const far = connect(Number(port), hostname);
      ends.push(near, far);
      for (const end of [near, far]) end.on("error", () => undefined);
      near.pipe(far).pipe(near);
    });
    servers.push(server);
    const through = new URL(database.url);
    through.port = String(at);
    const behind = await openTestTap(through.href);
    const opened = await client(behind.url);
    const failed = opened.query("select sleep(1)").catch((cause: { code: string }) => cause.code);
    await behind.seen("state", ({ state }) => state === "active");
    server.close();
    for (const end of ends) end.resetAndDestroy();
    expect(await failed).toBe("PROTOCOL_CONNECTION_LOST");
    expect(await behind.seen("closed")).toMatchObject({ by: "database", why: "read ECONNRESET" });
    expect(behind.statements()).toMatchObject([{ text: "select sleep(1)", error: "unanswered" }]);

    await expect(mysql.createConnection(behind.url)).rejects.toMatchObject({
      errno: 2003,
      sqlState: "08S01",
      message: expect.stringMatching(/^the tap cannot reach the database: .*ECONNREFUSED/),
    });
    expect(await behind.seen("trouble")).toMatchObject({ connection: "c2" });
    expect(await behind.seen("closed", ({ connection }) => connection === "c2")).toMatchObject({ by: "database" });
    await expect.poll(() => behind.connections()).toBe(0);
    await behind.close();
  });

  it("a wrong password, and a client that insists on TLS", async () => {
    const wrong = new URL(tap.url);
    wrong.password = "wrong";
    await expect(mysql.createConnection(wrong.href)).rejects.toMatchObject({ errno: 1045, sqlState: "28000" });
    expect(await tap.seen("closed")).toMatchObject({ by: "database", why: expect.stringMatching(/^28000 Access/) });
    await expect(mysql.createConnection({ uri: tap.url, ssl: {} })).rejects.toThrow(/secure connection/);
    expect(await tap.seen("trouble")).toMatchObject({
      connection: "c2",
      text: expect.stringContaining("turn TLS off"),
    });
    await allGone();
  });

  it("a database that has no connection left says so itself", async () => {
    await database.query("set global max_connections = 10");
    const opened: mysql.Connection[] = [];
    const refused = await (async () => {
      for (let n = 0; n < 20; n += 1) opened.push(await client(tap.url));
      return undefined;
    })().catch((cause: { errno: number }) => cause.errno);
    expect([1040, 1203]).toContain(refused);
    for (const one of opened) await one.end();
    expect(tap.events.filter(({ type }) => type === "trouble")).toEqual([]);
    expect(await tap.seen("closed", ({ by }) => by === "database")).toMatchObject({
      why: expect.stringContaining("Too many connections"),
    });
    await allGone();
    await database.query("set global max_connections = 100");
  });

  it("a tap that is closed while clients are in the middle of things", async () => {
    const opened = await client(tap.url);
    const failed = opened.query("select sleep(1)").catch((cause: { code: string }) => cause.code);
    await tap.seen("state", ({ state }) => state === "active");
    await Promise.all([tap.close(), tap.close()]);
    expect(await failed).toMatch(/PROTOCOL_CONNECTION_LOST|ECONNRESET/);
    expect(await tap.seen("closed")).toMatchObject({ by: "tap", why: undefined });
    await expect(mysql.createConnection(tap.url)).rejects.toThrow(/ECONNREFUSED/);
    await allGone();
  });

  it("a client that talks nonsense once it is in: the pipe goes on, the tap says that it sees no more", async () => {
    const opened = await client(tap.url);
    await opened.query("select 1");
    const { stream } = (opened as unknown as { connection: { stream: Socket } }).connection;
    stream.write(packet(0, 0x7f, "?nonsense?"));
    expect(await tap.seen("trouble")).toMatchObject({ text: expect.stringContaining("no further statements of c1") });
    const answered = opened.query("select 2 as a").catch((cause: Error) => cause.message);
    expect(await answered).toBeDefined();
    opened.destroy();
    await tap.seen("closed");
    expect(tap.statements()).toHaveLength(1);
    await allGone();
  });
});

describe("an upstream that is no MySQL", () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });
  const upstream = async (accept: (socket: Socket) => void) => {
    const { server, at } = await listening((socket) => {
      socket.on("error", () => undefined);
      accept(socket);
    });
    servers.push(server);
    return openTestTap(`mysql://u:p@127.0.0.1:${at}/d`);
  };

  it("is passed on, and said", async () => {
    const tap = await upstream((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    const socket = connect(tap.port, tap.host);
    let came = "";
    for await (const chunk of socket) came += String(chunk);
    expect(came).toContain("Bad Request");
    await tap.seen("closed");
    expect(tap.events.filter(({ type }) => type === "trouble")).toMatchObject([
      { text: expect.stringContaining("not MySQL's protocol") },
    ]);
    await tap.close();
  });

  it("that never speaks holds nobody: the client may leave", async () => {
    const tap = await upstream(() => undefined);
    const socket = connect(tap.port, tap.host);
    await tap.seen("opened");
    socket.end();
    expect(await tap.seen("closed")).toMatchObject({ by: "server" });
    await expect.poll(() => tap.connections()).toBe(0);
    await tap.close();
  });
});
