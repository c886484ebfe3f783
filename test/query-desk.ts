import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import deskConfig from "../fixtures/servers/query-desk/gauntlet.config.json" with { type: "json" };
import { type Config, configSchema } from "../src/model/config.ts";
import type { Target } from "../src/model/target.ts";
import type { ScanRequest } from "../src/run/scan-request.ts";
import { stdioCommand } from "./fixtures.ts";
import { type FreshDatabase, freshDatabase } from "./fresh-database.ts";
import { stdioTarget } from "./scan-fixture.ts";

/** What the owner of the query desk would write, as a change to a scan request. */
export function deskRequest(): Partial<ScanRequest> {
  const config: Config = configSchema.parse(deskConfig);
  return { promises: JSON.parse(JSON.stringify(config.promises)), samples: config.samples ?? {} };
}

/** Makes query desks on one database; what they need is removed after the tests of the file. */
export function queryDesk(database: "postgres" | "sqlite"): (variant: string) => Promise<Target> {
  const made: FreshDatabase[] = [];
  const folders: string[] = [];
  afterAll(async () => {
    for (const one of made) await one.drop();
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });
  return async (variant) => {
    const where = database === "postgres" ? await freshUrl() : await freshFile();
    return stdioTarget(stdioCommand("query-desk", ["--variant", variant, "--database", where]));
  };

  async function freshUrl(): Promise<string> {
    const fresh = await freshDatabase();
    made.push(fresh);
    return fresh.url;
  }

  async function freshFile(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "gauntlet-desk-"));
    folders.push(folder);
    return join(folder, "desk.sqlite");
  }
}
