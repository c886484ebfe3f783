import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import pg from "pg";
import { afterEach, expect, it } from "vitest";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { openTestTap, type TestTap, testNet } from "../../../test/tap-postgres.ts";
import { openTap } from "./open-tap.ts";

const taps: TestTap[] = [];
afterEach(async () => {
  for (const tap of taps.splice(0)) await tap.close();
});

async function open(upstream: string): Promise<TestTap> {
  const tap = await openTestTap(upstream);
  taps.push(tap);
  return tap;
}

it("gives its address in parts, with the credentials of the database", async () => {
  const tap = await open("postgres://owner:p%40ss@localhost:1/shop?sslmode=disable");
  expect(tap).toMatchObject({
    url: `postgres://owner:p%40ss@127.0.0.1:${tap.port}/shop?sslmode=disable`,
    host: "127.0.0.1",
    user: "owner",
    password: "p@ss",
    database: "shop",
    dialect: "postgres",
  });
  expect(tap.connections()).toBe(0);
});

it("keeps no port when it is closed, and says when it cannot have one", async () => {
  const tap = await open("postgres://u@localhost:1/d");
  const options = { upstream: "postgres://u@localhost:1/d", net: testNet, note: () => undefined, now: () => 0 };
  const listen = { host: "127.0.0.1", port: tap.port };
  await expect(openTap({ ...options, listen })).rejects.toMatchObject({ code: "usage" });
  await tap.close();
  const again = await openTap({ ...options, listen });
  expect(again.port).toBe(tap.port);
  await again.close();
});

it("serves many connections at once, and a listener that fails takes none of them with it", async () => {
  const database = await freshDatabase();
  const tap = await openTap({
    upstream: database.url,
    listen: { host: "127.0.0.1", port: 0 },
    net: testNet,
    now: () => 0,
    note: () => {
      throw new Error("a bug");
    },
  });
  const clients = Array.from({ length: 10 }, () => new pg.Client({ connectionString: tap.url }));
  const rows = await Promise.all(
    clients.map(async (client, index) => {
      await client.connect();
      return (await client.query("select $1::int as n", [index])).rows[0].n;
    }),
  );
  expect(rows).toEqual(clients.map((_, index) => index));
  expect(tap.connections()).toBe(10);
  await Promise.all(clients.map((client) => client.end()));
  await expect.poll(() => tap.connections()).toBe(0);
  await tap.close();
  await database.drop();
});

it("does not hang on a database that takes connections and says nothing", async () => {
  const silent = createServer((socket) => socket.on("error", () => undefined));
  silent.listen(0, "127.0.0.1");
  await once(silent, "listening");
  const tap = await open(`postgres://u:p@127.0.0.1:${(silent.address() as AddressInfo).port}/d`);
  const client = connect(tap.port, tap.host);
  client.on("error", () => undefined);
  client.write(Buffer.from([0, 0, 0, 9, 0, 3, 0, 0, 0]));
  await tap.seen("opened");
  client.resetAndDestroy();
  expect(await tap.seen("closed")).toMatchObject({ by: "server" });
  await expect.poll(() => tap.connections()).toBe(0);
  silent.close();
});
