import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { mariadbAvailable, useMariaDb } from "../../test/mariadb.ts";
import type { Observation } from "../model/observation.ts";
import { openMysqlObserver } from "./mysql.ts";

const net = { allowHosts: [], proxy: undefined, ca: undefined, clientCertificate: undefined, insecure: false };
const noted = (label: string, facts: Observation["facts"]): Observation => ({
  id: "o1",
  kind: "database",
  label,
  facts,
  round: 1,
  atMs: 0,
});

it("contacts no host that was not allowed, whatever the URL's parameters say", async () => {
  await expect(openMysqlObserver("mysql://u:p@db.example.com/d?host=127.0.0.1", net)).rejects.toMatchObject({
    code: "host-not-allowed",
  });
});

it("does not wait without end for a database that never speaks", { timeout: 9_000 }, async () => {
  const server = createServer((socket) => socket.on("error", () => undefined));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await expect(openMysqlObserver(`mysql://u:p@127.0.0.1:${port}/d`, net)).rejects.toThrow();
  server.close();
});

describe.skipIf(!mariadbAvailable())("on MariaDB", () => {
  const mariadb = useMariaDb();

  it("gives rows as they are, and what fails as a fact", async () => {
    const fresh = await mariadb.freshDatabase();
    const observer = await openMysqlObserver(fresh.url, net);
    const database = observer.as(noted);
    expect((await database.query("select 6*7 as v, 'x' as w", "look")).facts).toMatchObject({
      rows: [{ v: 42, w: "x" }],
      count: 1,
    });
    expect((await database.query("create table gauntlet_t (v int)", "made")).facts).toMatchObject({ count: 0 });
    expect((await database.query("select * from nowhere", "look")).facts.error).toContain("nowhere");
    expect((await database.query("select 1; select 2", "look")).facts.error).toBeDefined();
    await observer.close();
    await observer.close();
    await fresh.drop();
  });
});
