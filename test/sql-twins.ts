import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe } from "vitest";
import twinsConfig from "../fixtures/servers/sql-twins/gauntlet.config.json" with { type: "json" };
import { type Config, configSchema } from "../src/model/config.ts";
import type { Target } from "../src/model/target.ts";
import type { ScanRequest } from "../src/run/scan-request.ts";
import { type RunningFixture, startFixture, stdioCommand } from "./fixtures.ts";
import { type FreshDatabase, freshDatabase } from "./fresh-database.ts";
import { httpTarget } from "./http-target.ts";
import { mariadbAvailable, useMariaDb } from "./mariadb.ts";
import { stdioTarget } from "./scan-fixture.ts";

/** What the owner of the SQL twins would write, as a change to a scan request. */
export function twinRequest(): Partial<ScanRequest> {
  const config: Config = configSchema.parse(twinsConfig);
  return { promises: JSON.parse(JSON.stringify(config.promises)), samples: config.samples ?? {} };
}

export type TwinDatabaseName = "postgres" | "sqlite" | "mysql";

type TwinTests = (database: TwinDatabaseName, twin: (variant: string) => Promise<Target>) => void;

/** Runs tests once for each database of the SQL twins; those that need a MariaDB where there is none count as skipped. */
export function onEachTwinDatabase(tests: TwinTests): void {
  for (const database of ["postgres", "sqlite", "mysql"] as const) onTwinDatabase(database, tests);
}

/** Runs tests for one database of the SQL twins; they count as skipped where it is MariaDB and there is none. */
export function onTwinDatabase(database: TwinDatabaseName, tests: TwinTests): void {
  describe.skipIf(database === "mysql" && !mariadbAvailable())(`on ${database}`, () => {
    tests(database, sqlTwins(database));
  });
}

/**
 * Makes the SQL twins of one database; what they need is removed after the tests of the surrounding `describe` or file. For
 * `mysql` that must be one which is skipped unless `mariadbAvailable()`.
 */
export function sqlTwins(database: TwinDatabaseName): (variant: string) => Promise<Target> {
  const address = freshAddresses(database);
  const started: RunningFixture[] = [];
  // Hooks run last one first: the twins end before their databases do.
  afterAll(async () => {
    for (const one of started) await one.stop();
  });
  return async (variant) => {
    const args = ["--variant", variant, "--database", await address()];
    if (variant !== "vulnerable") return stdioTarget(stdioCommand("sql-twins", args));
    // Each of its flaws is shown again over a session of its own: with one process for all of them that costs little.
    const twin = await startFixture("sql-twins", [...args, "--transport", "http"]);
    started.push(twin);
    return httpTarget(twin.ready.url);
  };
}

/** Makes addresses of empty databases, all of them removed after the tests of the surrounding `describe` or file. */
export function freshAddresses(database: TwinDatabaseName): () => Promise<string> {
  const made: FreshDatabase[] = [];
  const folders: string[] = [];
  // Hooks run last one first: what is in the server goes before the server does.
  const mariadb = database === "mysql" ? useMariaDb() : undefined;
  afterAll(async () => {
    for (const one of made) await one.drop();
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });
  return async () => {
    if (database === "sqlite") {
      const folder = await mkdtemp(join(tmpdir(), "gauntlet-twins-"));
      folders.push(folder);
      return join(folder, "twins.sqlite");
    }
    const fresh = await (mariadb ? mariadb.freshDatabase() : freshDatabase());
    made.push(fresh);
    return fresh.url;
  };
}
