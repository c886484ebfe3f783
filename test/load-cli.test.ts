import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Report, reportSchema } from "../src/model/report.ts";
import { buildProgram, ended, type Program } from "./cli/program.ts";
import { type Program as Server, startProgram } from "./start-program.ts";

let program: Program;
let server: Server;

beforeAll(async () => {
  program = buildProgram();
  server = await startProgram("fixtures/servers/contract/v1-http.ts", "--json");
  const config = {
    target: { url: server.url },
    promises: { readOnly: ["echo"] },
    samples: { echo: { text: "hello" } },
    checks: ["load/slo-broken", "load/slower-than-baseline"],
    load: { users: 3, duration: "2s", warmUp: "0s" },
  };
  writeFileSync(join(program.directory, "gauntlet.config.json"), JSON.stringify(config));
  writeFileSync(
    join(program.directory, "lost.json"),
    JSON.stringify({ ...config, load: { mix: [{ tool: "nowhere" }] } }),
  );
});
afterAll(() => {
  server.stop();
  program.remove();
});

function reportIn(name: string): Report {
  const file = join(program.directory, name, "report.json");
  expect(existsSync(file)).toBe(true);
  return reportSchema.parse(JSON.parse(readFileSync(file, "utf8")));
}

const options = (name: string) => ["--out", name, "--reporter", "json,html"];

describe("the command load", () => {
  it("gives 0 where limits are kept, 1 where one is broken whatever --fail-on says, and compares with an earlier report", {
    retry: 2,
    timeout: 180_000,
  }, async () => {
    const kept = await program.run(["load", ...options("kept")]);
    expect(kept.code, kept.stderr).toBe(0);
    const first = reportIn("kept");
    expect(first.load?.thresholds.find(({ name }) => name === "p95 of echo")).toMatchObject({
      limit: 1_000,
      kept: true,
    });
    expect(kept.stdout).toContain("The server stands 3 users.");
    expect(kept.stderr).toContain("load: step with 3 users");
    expect(first.coverage.tools.find(({ name }) => name === "echo")).toMatchObject({ reached: true });

    const strict = ["--p95", "1ms", "--fail-on", "critical", "--baseline", "kept/report.json"];
    const broken = await program.run(["load", ...options("broken"), ...strict]);
    expect(broken.code, broken.stderr).toBe(1);
    const second = reportIn("broken");
    expect(second.load?.thresholds.find(({ name }) => name === "p95 of echo")).toMatchObject({ limit: 1, kept: false });
    expect(second.load?.comparison).toMatchObject({ verdict: "unclear", because: expect.stringContaining("seconds") });
  });

  it("interrupted in the middle leaves a report of what was measured", async () => {
    const run = program.start(["load", ...options("cut"), "--duration", "60s"]);
    const over = ended(run);
    let told = "";
    await new Promise<void>((resolve) => {
      run.stderr.on("data", (chunk: string) => {
        told += chunk;
        if (told.includes("load: steady with 3 users")) resolve();
      });
      void over.then(() => resolve());
    });
    run.kill("SIGINT");
    const { code, stderr } = await over;
    expect(code, stderr).toBe(130);
    const { load, stopReason } = reportIn("cut");
    expect(stopReason).toBe("interrupted");
    expect(load).toMatchObject({ complete: false, plan: { users: 3 }, recovery: {} });
    expect(load?.phases.filter(({ name, ok }) => name === "step" && ok > 0).length).toBeGreaterThanOrEqual(3);
    expect(load?.thresholds.filter(({ kept }) => kept === false)).toEqual([]);
    expect(readFileSync(join(program.directory, "cut/report.html"), "utf8")).toContain("ended before all its parts");
  }, 120_000);

  it("says why no load could be made", async () => {
    const run = await program.run(["load", "--config", "lost.json", ...options("lost")]);
    expect(run.code, run.stderr).toBe(2);
    expect(reportIn("lost").load).toMatchObject({
      notMade: expect.stringContaining("no tool"),
      phases: [],
      thresholds: [],
    });
    expect(run.stdout).toContain("No load was made.");
  }, 60_000);

  it("refuses a baseline that holds no load", async () => {
    for (const [file, why] of [
      ["gauntlet.config.json", "is not a report"],
      ["nowhere.json", "cannot be read"],
    ] as const) {
      const run = await program.run(["load", "--baseline", file]);
      expect(run.code).toBe(3);
      expect(run.stderr).toContain(why);
    }
  });

  it.each([
    ["--full", "--suite", "load"],
    ["--check", "load/slo-broken"],
  ])(
    "is a part of scan %s",
    async (...flags) => {
      const run = await program.run(["scan", ...flags, ...options("full")]);
      expect(run.code, run.stderr).toBe(0);
      expect(reportIn("full").load?.complete).toBe(true);
    },
    60_000,
  );
});
