import { spawn } from "node:child_process";
import { endGroup, endWithUs } from "./end-group.ts";

/** Runs a command to its end, or ends its process group at the time limit. Undefined when all is well, else one phrase on why not. */
export function runCommand(
  command: readonly string[],
  where: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
  timeoutMs: number,
): Promise<string | undefined> {
  const [program = "", ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: where.cwd,
      env: { ...process.env, ...where.env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    endWithUs(child);
    let output = "";
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString("utf8")).slice(-4000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      endGroup(child, "SIGKILL");
    }, timeoutMs);
    child.on("error", (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      resolve(error.code === "ENOENT" ? `${program} is not installed` : error.message);
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      if (timedOut) return resolve(`${program} took longer than ${Math.round(timeoutMs / 1000)} s`);
      resolve(code === 0 ? undefined : `${program} ended with ${code}: ${lastLine(output)}`);
    });
  });
}

function lastLine(output: string): string {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  return (lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? "no output").trim().slice(0, 200);
}
