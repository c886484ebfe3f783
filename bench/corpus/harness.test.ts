import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { scan } from "./harness.ts";

const folder = mkdtempSync(join(tmpdir(), "bench-harness-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const report = {
  stopReason: "completed",
  stopDetail: "All checks ran.",
  results: [{ check: "a/b", suite: "a", verdict: "fail", because: "x" }],
  coverage: { requests: { sent: 7 } },
};

test("what a run found before it was stopped counts, with the reason", async () => {
  const waits = await run(report, "setInterval(() => {}, 1000);", 1_500);
  expect(waits).toMatchObject({ state: "ran", requests: 7, cutShort: "The scan took longer than 2 s." });
  const ends = await run(report, "", 20_000);
  expect(ends).toMatchObject({ state: "ran", findings: report.results });
  expect(ends).not.toHaveProperty("cutShort");
});

test("a server that does not come up is not the fault of the harness", async () => {
  expect(await run({ ...report, stopReason: "target-unreachable" }, "", 20_000)).toMatchObject({ by: "entry" });
});

test.each([
  ["a bug", { ...report, stopReason: "harness-bug" }],
  ["a report of another kind", {}],
  ["a report that was cut off", undefined],
])("%s is", async (_, wrote) => {
  expect(await run(wrote, "", 20_000)).toMatchObject({ state: "crashed", by: "harness" });
});

test("a server is started when the tap listens, once", async () => {
  let times = 0;
  const say = 'for (let at = 0; at < 3; at += 1) process.stderr.write("the tap listens on 127.0.0.1:1\\n");';
  await run(report, say, 20_000, () => {
    times += 1;
  });
  expect(times).toBe(1);
});

/** Scans with a program that writes this as its report and then runs `after`. */
function run(wrote: unknown, after: string, timeoutMs: number, onTap = () => {}) {
  const text = JSON.stringify(wrote) ?? '{ "stop';
  const write = `require("fs").writeFileSync(process.argv[process.argv.indexOf("--out") + 1] + "/report.json", ${JSON.stringify(text)});`;
  const command = [process.execPath, "-e", `${write} ${after}`, "--"];
  const harness = { command, digest: "", suites: [] };
  const env = { PATH: process.env.PATH ?? "" };
  return scan(harness, { config: "none", out: join(folder, "out"), env, cwd: folder, timeoutMs, onTap });
}
