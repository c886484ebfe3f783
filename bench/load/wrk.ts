import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { protocolVersion, text, tool } from "./generators/generator.ts";
import type { Job, Spent } from "./messages.ts";

/** The same call over and over, whose answers are not read; undefined where there is no wrk on this machine. */
export async function runWrk({ url, users, ms }: Pick<Job, "url" | "users" | "ms">): Promise<Spent | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "gauntlet-wrk-"));
  try {
    const script = join(folder, "call.lua");
    await writeFile(script, lua());
    const seconds = String(Math.round(ms / 1_000));
    // The shell tells what its children spent.
    const command = 'wrk -t1 -c"$1" -d"$2"s -s "$3" "$4"; times';
    const told = await output("sh", ["-c", command, "sh", String(users), seconds, script, url]);
    const calls = /(\d+) requests in/.exec(told)?.[1];
    if (calls === undefined) return undefined;
    const failed = /Non-2xx or 3xx responses: (\d+)/.exec(told)?.[1] ?? "0";
    const children = told.trim().split("\n").at(-1) ?? "";
    const cpuMs = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
      (sum, [, minutes, part]) => sum + (Number(minutes) * 60 + Number(part)) * 1_000,
      0,
    );
    return { calls: Number(calls), failed: Number(failed), cpuMs, rssMb: 0, peakMb: 0, p99: undefined };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function lua(): string {
  const body = JSON.stringify({
    jsonrpc: "2.0",
    id: 1,
    method: "tools/call",
    params: { name: tool, arguments: { text } },
  });
  return [
    'wrk.method = "POST"',
    `wrk.body = [[${body}]]`,
    'wrk.headers["Content-Type"] = "application/json"',
    'wrk.headers["Accept"] = "application/json, text/event-stream"',
    'wrk.headers["Mcp-Session-Id"] = "s1"',
    `wrk.headers["MCP-Protocol-Version"] = "${protocolVersion}"`,
  ].join("\n");
}

function output(command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "ignore"] });
    let told = "";
    child.stdout.on("data", (chunk) => {
      told += chunk;
    });
    child.on("error", reject);
    child.on("close", () => resolve(told));
  });
}
