import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import twinsConfig from "../fixtures/servers/notebook/gauntlet.config.json" with { type: "json" };
import { type Config, configSchema } from "../src/model/config.ts";
import type { Target } from "../src/model/target.ts";
import type { ScanRequest } from "../src/run/scan-request.ts";
import { type RunningFixture, startFixture } from "./fixtures.ts";
import { type FreshDatabase, freshDatabase } from "./fresh-database.ts";
import { httpTarget } from "./http-target.ts";

/** What the owner of the notebook would write, as a change to a scan request. */
export function notebookRequest(): Partial<ScanRequest> {
  const config: Config = configSchema.parse(twinsConfig);
  return { samples: config.samples ?? {} };
}

/** Makes notebooks on one kind of database, each one process with a fresh one; all is gone after the tests of the file. */
export function notebookTwins(kind: "postgres" | "sqlite"): (variant: string) => Promise<Target> {
  const running: RunningFixture[] = [];
  const made: FreshDatabase[] = [];
  const folders: string[] = [];
  afterAll(async () => {
    for (const fixture of running) await fixture.stop();
    for (const one of made) await one.drop();
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });
  return async (variant) => {
    const where = kind === "postgres" ? await freshUrl() : await freshFile();
    const fixture = await startFixture("notebook", ["--transport", "http", "--variant", variant, "--database", where]);
    running.push(fixture);
    return httpTarget(fixture.ready.url);
  };

  async function freshUrl(): Promise<string> {
    const fresh = await freshDatabase();
    made.push(fresh);
    return fresh.url;
  }

  async function freshFile(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "gauntlet-notebook-"));
    folders.push(folder);
    return join(folder, "notebook.sqlite");
  }
}
