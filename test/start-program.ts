import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** A fixture program that listens on loopback. */
export interface Program {
  readonly url: string;
  stop(): void;
}

/** How node runs a TypeScript program of the repository. */
export function nodeArgs(file: string, ...args: readonly string[]): string[] {
  return ["--import", "tsx", new URL(`../${file}`, import.meta.url).pathname, ...args];
}

/** Starts a fixture program from its source and waits for the line that says where it listens. */
export async function startProgram(file: string, ...args: readonly string[]): Promise<Program> {
  const child = spawn(process.execPath, nodeArgs(file, ...args), { stdio: ["ignore", "pipe", "inherit"] });
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  const stop = () => {
    process.off("exit", kill);
    kill();
  };
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`${file} exited with ${code} before it was ready`)));
    createInterface({ input: child.stdout }).once("line", (line) => {
      resolve({ url: (JSON.parse(line) as { url: string }).url, stop });
    });
  });
}

/** Resolves once a process is gone, or is a zombie that nobody buries; false when it still lives after `ms`. */
export async function isGone(pid: number, ms: number): Promise<boolean> {
  const { readFileSync } = await import("node:fs");
  const lives = () => {
    try {
      process.kill(pid, 0);
    } catch {
      return false;
    }
    try {
      return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "latin1"));
    } catch {
      return process.platform !== "linux";
    }
  };
  for (const until = Date.now() + ms; Date.now() < until; ) {
    if (!lives()) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return !lives();
}
