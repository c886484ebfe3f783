import { execFile, spawnSync } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import { PassThrough } from "node:stream";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { type RunningFixture, startFixture } from "../../../../test/fixtures.ts";
import { int32, message, openTestTap, type TestTap, testNet } from "../../../../test/tap-postgres.ts";
import { testCertificate } from "../../../../test/test-certificate.ts";
import { withoutChannelBinding } from "./without-channel-binding.ts";

let cluster: RunningFixture;
const taps: TestTap[] = [];
const servers: Server[] = [];
const trusting = { ...testNet, ca: testCertificate.cert } as unknown as typeof testNet;

/** A database of its own: TLS is a setting of the whole server. */
beforeAll(async () => {
  cluster = await startFixture("postgres", []);
  const admin = new pg.Client({ connectionString: String(cluster.ready.admin) });
  await admin.connect();
  // The server's own account must own the key, so the server writes it.
  for (const [name, pem] of Object.entries({ "server.crt": testCertificate.cert, "server.key": testCertificate.key })) {
    const lines = pem
      .trim()
      .split("\n")
      .map((line) => `('${line}')`);
    await admin.query(`copy (values ${lines.join(",")}) to program 'umask 077; cat > ${name}'`);
  }
  await admin.query("alter system set ssl = on");
  await admin.query("select pg_reload_conf()");
  await vi.waitFor(async () => expect((await admin.query("show ssl")).rows[0].ssl).toBe("on"));
  await admin.end();
});
afterEach(async () => {
  for (const tap of taps.splice(0)) await tap.close();
  for (const server of servers.splice(0)) server.close();
});
afterAll(() => cluster.stop());

async function open(upstream: string, net = testNet): Promise<TestTap> {
  const tap = await openTestTap(upstream, net);
  taps.push(tap);
  return tap;
}

async function ask(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query("select ssl, $1::text as said from pg_stat_ssl where pid = pg_backend_pid()", ["hi"]))
      .rows;
  } finally {
    await client.end();
  }
}

it("talks TLS to the database and not to the client, which can log in although its password is bound to no channel", async () => {
  const tap = await open(`${cluster.ready.url.replace("127.0.0.1", "localhost")}?sslmode=require`, trusting);
  expect(tap.url).toContain("sslmode=disable");
  expect(await ask(tap.url)).toEqual([{ ssl: true, said: "hi" }]);
  expect(tap.statements()).toMatchObject([{ binds: ["hi"], rows: 1 }]);
  expect(tap.events.filter(({ type }) => type === "trouble")).toEqual([]);
});

it.skipIf(spawnSync("psql", ["--version"]).error !== undefined)(
  "lets libpq in, which takes channel binding without TLS for an attack",
  async () => {
    const tap = await open(`${cluster.ready.url}?sslmode=require`, { ...testNet, insecure: true });
    const { stdout } = await promisify(execFile)("psql", ["-XAtc", "select 7", tap.url]);
    expect(stdout).toBe("7\n");
  },
);

it("verifies the certificate, and verifies none when it is told so", async () => {
  const tap = await open(`${cluster.ready.url}?sslmode=verify-full`);
  await expect(ask(tap.url)).rejects.toMatchObject({ code: "08006", message: expect.stringContaining("self-signed") });
  const trouble = await tap.seen("trouble");
  expect(trouble.text).toContain("self-signed");
  const insecure = await open(`${cluster.ready.url}?sslmode=require`, { ...testNet, insecure: true });
  expect(await ask(insecure.url)).toEqual([{ ssl: true, said: "hi" }]);
});

it("says so when the database has no TLS", async () => {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => void socket.write("N"));
  });
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const tap = await open(`postgres://u:p@127.0.0.1:${port}/d?sslmode=require`);
  await expect(ask(tap.url)).rejects.toThrow("the tap cannot reach the database: it has no TLS");
});

it("says so when the database wants TLS", async () => {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    const refusal = 'no pg_hba.conf entry for host "x", user "u", database "d", no encryption';
    const error = message("E", "SFATAL", "VFATAL", "C28000", `M${refusal}`, Buffer.from([0]));
    socket.once("data", () => void socket.end(error));
  });
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const tap = await open(`postgres://u:p@127.0.0.1:${port}/d`);
  await expect(ask(tap.url)).rejects.toMatchObject({ code: "28000" });
  expect(await tap.seen("trouble")).toMatchObject({ text: expect.stringContaining("add sslmode=require") });
});

it("says so when a client needs channel binding", async () => {
  const tap = await open(`${cluster.ready.url}?sslmode=require`, { ...testNet, insecure: true });
  const client = connect(tap.port, tap.host);
  const startup = Buffer.concat([int32(196608), Buffer.from("user\0postgres\0\0")]);
  client.write(Buffer.concat([int32(startup.length + 4), startup]));
  const [offer] = await once(client, "data");
  expect(String(offer)).toContain("SCRAM-SHA-256\0\0");
  client.end();
  expect(await tap.seen("trouble")).toMatchObject({ text: expect.stringContaining("channel_binding=prefer") });
});

it("changes nothing else of what a database says first", async () => {
  const plus = message("R", int32(10), "SCRAM-SHA-256-PLUS", "SCRAM-SHA-256", Buffer.from([0]));
  const without = message("R", int32(10), "SCRAM-SHA-256", Buffer.from([0]));
  const version = message("v", int32(196608), int32(0));
  const cases: [Buffer, Buffer, boolean][] = [
    [plus, without, true],
    [Buffer.concat([version, plus]), Buffer.concat([version, without]), true],
    [Buffer.concat([plus, Buffer.from("more")]), Buffer.concat([without, Buffer.from("more")]), true],
    [without, without, false],
    [message("R", int32(5), int32(9)), message("R", int32(5), int32(9)), false],
    [message("E", "SFATAL", Buffer.from([0])), message("E", "SFATAL", Buffer.from([0])), false],
  ];
  for (const [said, expected, changed] of cases) {
    const database = new PassThrough();
    database.write(said);
    expect(await withoutChannelBinding(database)).toBe(changed);
    database.end();
    const chunks: Buffer[] = [];
    for await (const chunk of database) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks)).toEqual(expected);
  }
});

it("carries protocol 3.2, whose cancel keys are longer", async () => {
  const tap = await open(cluster.ready.url);
  const client = new pg.Client({ connectionString: tap.url });
  const { stream } = (client as unknown as { connection: { stream: PassThrough } }).connection;
  const write = stream.write.bind(stream);
  let first = true;
  stream.write = ((bytes: Buffer, ...rest: []) => {
    if (first) bytes.writeInt32BE(196610, 4);
    first = false;
    return write(bytes, ...rest);
  }) as typeof stream.write;
  await client.connect();
  expect((await client.query("select $1::int as n", [1])).rows).toEqual([{ n: 1 }]);
  await client.end();
  expect(tap.statements()).toMatchObject([{ binds: ["1"], rows: 1 }]);
});
