import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import twinsConfig from "../fixtures/servers/documents/gauntlet.config.json" with { type: "json" };
import { type Config, configSchema } from "../src/model/config.ts";
import type { Target } from "../src/model/target.ts";
import type { ScanRequest } from "../src/run/scan-request.ts";
import { type RunningFixture, startFixture } from "./fixtures.ts";
import { httpTarget } from "./http-target.ts";

/** What the owner of the document twins would write, as a change to a scan request. */
export function documentsRequest(): Partial<ScanRequest> {
  const config: Config = configSchema.parse(twinsConfig);
  return { promises: JSON.parse(JSON.stringify(config.promises)), samples: config.samples ?? {} };
}

/** Makes document twins, each one process with a store of its own; all is gone after the tests of the file. */
export function documentTwins(): (variant: string, ...more: string[]) => Promise<Target> {
  const running: RunningFixture[] = [];
  const folders: string[] = [];
  afterAll(async () => {
    for (const fixture of running) await fixture.stop();
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });
  return async (variant, ...more) => {
    const folder = await mkdtemp(join(tmpdir(), "gauntlet-documents-"));
    folders.push(folder);
    const database = join(folder, "store.json");
    const fixture = await startFixture("documents", [
      "--transport",
      "http",
      "--variant",
      variant,
      "--database",
      database,
      ...more,
    ]);
    running.push(fixture);
    return httpTarget(fixture.ready.url);
  };
}
