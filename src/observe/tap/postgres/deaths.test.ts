import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import pg from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../../../test/fresh-database.ts";
import { openTestTap, rawClient, type TestTap, wire } from "../../../../test/tap-postgres.ts";

let database: FreshDatabase;
let tap: TestTap;
const servers: Server[] = [];
const children: ChildProcess[] = [];

beforeEach(async () => {
  database = await freshDatabase();
  tap = await openTestTap(database.url);
});
afterEach(async () => {
  await tap.close();
  for (const child of children.splice(0)) child.kill("SIGKILL");
  for (const server of servers.splice(0)) server.close();
  await database.drop();
});

/** How many sessions the database has, besides the one that asks. */
async function sessions(): Promise<number> {
  const rows = await database.query(
    "select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
  return Number(rows[0]?.n);
}

/** Waits until the tap and the database have no connection any more. */
async function allGone(): Promise<void> {
  await expect.poll(() => tap.connections()).toBe(0);
  await expect.poll(sessions).toBe(0);
}

it("a server that is killed while it works", async () => {
  const program = `
    import pg from "pg";
    const client = new pg.Client({ connectionString: process.argv[1] });
    await client.connect();
    await client.query("begin");
    await client.query("select pg_sleep(1), 'the last words'");
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program, tap.url], { stdio: "inherit" });
  children.push(child);
  await tap.seen("statement", ({ statement }) => statement.text === "begin");
  await tap.seen("state", ({ state }) => state === "idle-in-transaction");
  await expect
    .poll(async () =>
      (await database.query("select query from pg_stat_activity where state = 'active'")).some(({ query }) =>
        String(query).includes("last words'"),
      ),
    )
    .toBe(true);
  child.kill("SIGKILL");
  expect(await tap.seen("closed")).toMatchObject({ by: "server" });
  expect(tap.statements().at(-1)?.text).toContain("last words");
  await allGone();
});

it("a client that breaks off in the middle of a message", async () => {
  const client = await rawClient(tap.url);
  await tap.seen("state", ({ state }) => state === "idle");
  client.send(wire.query("select 1, 'never whole'").subarray(0, 12));
  client.socket.resetAndDestroy();
  expect(await tap.seen("closed")).toMatchObject({ by: "server" });
  expect(tap.statements()).toEqual([]);
  await allGone();
});

it("a client that leaves before it has said anything, or half of what it wanted", async () => {
  for (const bytes of [Buffer.alloc(0), Buffer.from([0, 0]), Buffer.from([0, 0, 0, 80, 0, 3, 0, 0])]) {
    const socket = connect(tap.port, tap.host);
    socket.end(bytes);
    await once(socket, "close");
  }
  await allGone();
  expect(tap.events).toEqual([]);
});

it("a session that the database ends", async () => {
  const client = new pg.Client({ connectionString: tap.url });
  client.on("error", () => undefined);
  await client.connect();
  await tap.seen("state", ({ state }) => state === "idle");
  const ended = new Promise((resolve) => client.once("end", () => resolve(undefined)));
  await database.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
  await ended;
  expect(await tap.seen("closed")).toMatchObject({
    by: "database",
    why: "57P01 terminating connection due to administrator command",
  });
  await allGone();
});

it("a session that the database ends while a statement runs", async () => {
  const client = new pg.Client({ connectionString: tap.url });
  client.on("error", () => undefined);
  await client.connect();
  const failed = client.query("select pg_sleep(60)").catch((cause: Error) => cause.message);
  await expect
    .poll(
      async () =>
        (
          await database.query(
            "select 1 as n from pg_stat_activity where query = 'select pg_sleep(60)' and state = 'active'",
          )
        ).length,
    )
    .toBe(1);
  await database.query("select pg_terminate_backend(pid) from pg_stat_activity where query = 'select pg_sleep(60)'");
  expect(await failed).toContain("terminating connection");
  expect(await tap.seen("closed")).toMatchObject({ by: "database" });
  expect(tap.statements()).toMatchObject([{ text: "select pg_sleep(60)", error: { code: "57P01" } }]);
  await allGone();
});

/** Something in front of the database that can vanish. */
async function fragile(): Promise<{ readonly url: string; vanish(): void }> {
  const { port, hostname } = new URL(database.url);
  const ends: Socket[] = [];
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    ends.push(near, far);
    for (const end of [near, far]) end.on("error", () => undefined);
    near.pipe(far).pipe(near);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  servers.push(server);
  const url = new URL(database.url);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    vanish() {
      server.close();
      for (const end of ends) end.resetAndDestroy();
    },
  };
}

it("an upstream that vanishes while a statement runs, and is not there for the next", async () => {
  const upstream = await fragile();
  const behind = await openTestTap(upstream.url);
  const client = new pg.Client({ connectionString: behind.url });
  client.on("error", () => undefined);
  await client.connect();
  const failed = client.query("select pg_sleep(1)").catch((cause: Error) => cause.message);
  await behind.seen("state", ({ state }) => state === "active");
  upstream.vanish();
  expect(await failed).toBe("Connection terminated unexpectedly");
  expect(await behind.seen("closed")).toMatchObject({ by: "database", why: "read ECONNRESET" });
  expect(behind.statements()).toMatchObject([{ text: "select pg_sleep(1)", error: "unanswered" }]);

  const next = new pg.Client({ connectionString: behind.url });
  await expect(next.connect()).rejects.toMatchObject({
    code: "08006",
    message: expect.stringMatching(/^the tap cannot reach the database: .*ECONNREFUSED/),
  });
  expect(await behind.seen("trouble")).toMatchObject({ connection: "c2" });
  expect(await behind.seen("closed", ({ connection }) => connection === "c2")).toMatchObject({ by: "database" });
  await expect.poll(() => behind.connections()).toBe(0);
  await behind.close();
});

it("a wrong password", async () => {
  const wrong = new URL(tap.url);
  wrong.password = "wrong";
  await expect(new pg.Client({ connectionString: wrong.href }).connect()).rejects.toMatchObject({ code: "28P01" });
  expect(await tap.seen("closed")).toMatchObject({ by: "database", why: expect.stringMatching(/^28P01 /) });
  await allGone();
});

it("a tap that is closed while clients are in the middle of things", async () => {
  const client = new pg.Client({ connectionString: tap.url });
  client.on("error", () => undefined);
  await client.connect();
  const failed = client.query("select pg_sleep(1)").catch((cause: Error) => cause.message);
  const silent = connect(tap.port, tap.host);
  await once(silent, "connect");
  await tap.seen("state", ({ state }) => state === "active");
  await expect.poll(() => tap.connections()).toBe(2);
  const over = once(silent, "close");
  await Promise.all([tap.close(), tap.close()]);
  await over;
  expect(await failed).toMatch(/terminated|ECONNRESET/);
  expect(await tap.seen("closed")).toMatchObject({ by: "tap", why: undefined });
  expect(tap.connections()).toBe(0);
  await expect(new pg.Client({ connectionString: tap.url }).connect()).rejects.toThrow(/ECONNREFUSED/);
  await expect.poll(sessions, { timeout: 5_000 }).toBe(0);
});

it("a client that is no PostgreSQL client, one that insists on TLS, and one that begins with it", async () => {
  const say = async (bytes: string | Buffer) => {
    const socket = connect(tap.port, tap.host);
    socket.end(bytes);
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString();
  };
  expect(await say("GET / HTTP/1.1\r\n\r\n")).toContain("point only PostgreSQL clients at the tap");
  expect(await say(Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]))).toBe("N");
  await say(Buffer.from([0x16, 3, 1, 0, 200]));
  await allGone();
  expect(tap.events.map((event) => [event.type, event.type === "trouble" ? event.text : ""])).toEqual([
    ["trouble", expect.stringContaining("PostgreSQL clients")],
    ["trouble", expect.stringContaining("set sslmode=disable")],
    ["trouble", expect.stringContaining("sslnegotiation=direct")],
  ]);
});

it("a client that talks nonsense once it is in: the pipe goes on, the tap says that it sees no more", async () => {
  const client = await rawClient(tap.url);
  expect((await client.exchange([wire.query("select 1")], 1)).length).toBeGreaterThan(0);
  const gone = once(client.socket, "close");
  client.send(Buffer.from("?nonsense?"));
  await gone;
  expect(await tap.seen("trouble")).toMatchObject({ text: expect.stringContaining("no further statements of c1") });
  expect(await tap.seen("closed")).toMatchObject({ by: "database", why: undefined });
  expect(tap.statements()).toHaveLength(1);
  await allGone();
});
