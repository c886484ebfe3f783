import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, describe, expect, it, vi } from "vitest";
import { residentMemory } from "./resident-memory.ts";

const mega = 1024 * 1024;
let child: ChildProcess | undefined;

afterEach(() => {
  vi.unstubAllGlobals();
  child?.kill("SIGKILL");
});

/** A process that holds so many megabytes, itself or in a process that it starts, and says when it has them. */
async function holding(megabytes: number, how: "itself" | "behind a launcher"): Promise<number> {
  const holds = `const held = Buffer.alloc(${megabytes * mega}, 1); console.log(held.length); setInterval(() => held, 1000)`;
  const code =
    how === "itself"
      ? holds
      : `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(holds)}], { stdio: "inherit" })`;
  child = spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "ignore"], detached: true });
  if (child.stdout === null || child.pid === undefined) throw new Error("not started");
  await once(child.stdout, "data");
  return child.pid;
}

describe("the memory of a process", () => {
  it.each(["itself", "behind a launcher"] as const)("is seen where a server holds it %s", async (how) => {
    const before = residentMemory(process.pid);
    const pid = await holding(120, how);
    const bytes = residentMemory(pid) ?? 0;
    process.kill(-pid, "SIGKILL");
    expect(before).toBeGreaterThan(20 * mega);
    expect(bytes).toBeGreaterThan(120 * mega);
    expect(bytes).toBeLessThan(400 * mega);
  });

  it("is the same where the system tells it by ps", async () => {
    const pid = await holding(120, "behind a launcher");
    const here = residentMemory(pid) ?? 0;
    vi.stubGlobal("process", { ...process, platform: "darwin" });
    const told = residentMemory(pid) ?? 0;
    vi.unstubAllGlobals();
    process.kill(-pid, "SIGKILL");
    expect(Math.abs(told - here)).toBeLessThan(20 * mega);
  });

  it("is unknown of a process that is not there", async () => {
    const gone = spawn(process.execPath, ["-e", ""]);
    await once(gone, "exit");
    expect(residentMemory(gone.pid as number)).toBeUndefined();
  });
});
