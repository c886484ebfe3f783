import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { isGone } from "../../../test/start-program.ts";
import { type ChildEars, startChild } from "./child.ts";

const ears = (changes: Partial<ChildEars> = {}): ChildEars => ({
  line: () => {},
  tooLong: () => {},
  stderr: () => {},
  exit: () => {},
  ...changes,
});
const node = (code: string) => ({ command: process.execPath, args: ["-e", code], env: {}, cwd: undefined });
const child = `const c = require("node:child_process").spawn(process.execPath, ["-e", "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"], { stdio: "ignore" });
setTimeout(() => console.log(JSON.stringify([process.pid, c.pid])), 200);`;

test("ends the whole group, also who does not want to go", async () => {
  const pids = await new Promise<number[]>((resolve, reject) => {
    const line = (text: string) => resolve(started.then((child) => child.end()).then(() => JSON.parse(text)));
    const started = startChild(
      node(`${child} process.on("SIGTERM", () => {}); setInterval(() => {}, 1000);`),
      ears({ line }),
    );
    started.catch(reject);
  });
  expect(pids).toHaveLength(2);
  for (const pid of pids) expect(await isGone(pid, 500), `process ${pid}`).toBe(true);
});

test("kills the group when our own process exits without a word", async () => {
  const program = `
    import { startChild } from ${JSON.stringify(new URL("child.ts", import.meta.url).href)};
    const ears = { line: (text) => { console.log(text); process.exit(0); }, tooLong() {}, stderr() {}, exit() {} };
    await startChild({ command: process.execPath, args: ["-e", ${JSON.stringify(`${child} setInterval(() => {}, 1000);`)}], env: {}, cwd: undefined }, ears);`;
  const ours = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const pids = await new Promise<number[]>((resolve) => {
    createInterface({ input: ours.stdout }).once("line", (text) => resolve(JSON.parse(text)));
  });
  expect(pids).toHaveLength(2);
  for (const pid of pids) expect(await isGone(pid, 2_000), `process ${pid}`).toBe(true);
});

test("sweeps what a server leaves behind when it ends by itself", async () => {
  const pids = await new Promise<number[]>((resolve, reject) => {
    let told: number[] = [];
    startChild(
      node(`${child} setTimeout(() => process.exit(5), 400);`),
      ears({
        line: (text) => {
          told = JSON.parse(text);
        },
        exit: ({ code }) => (code === 5 ? resolve(told) : reject(new Error(`exit ${code}`))),
      }),
    ).catch(reject);
  });
  for (const pid of pids) expect(await isGone(pid, 3_000), `process ${pid}`).toBe(true);
});

test("keeps the last lines of standard error", async () => {
  const tail = await new Promise<string>((resolve, reject) => {
    const code = `for (let i = 1; i <= 30; i++) console.error("line " + i);`;
    startChild(node(code), ears({ exit: ({ stderrTail }) => resolve(stderrTail) })).catch(reject);
  });
  expect(tail.split("\n")).toEqual(Array.from({ length: 20 }, (_, i) => `line ${i + 11}`));
});
