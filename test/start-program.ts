import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";

/** A fixture program that listens on loopback. */
export interface Program {
  readonly url: string;
  stop(): void;
}

/** How node runs a program of the repository, from any folder: what npm test has just built, else its source. */
export function nodeArgs(file: string, ...args: readonly string[]): string[] {
  // It starts in a third of the time.
  if (process.env.GAUNTLET_FIXTURES === "built") {
    return [fileURLToPath(new URL(`../dist/${file.replace(/\.ts$/, ".js")}`, import.meta.url)), ...args];
  }
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  return ["--import", tsx, fileURLToPath(new URL(`../${file}`, import.meta.url)), ...args];
}

/** Starts a fixture program and waits for the line that says where it listens. */
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
