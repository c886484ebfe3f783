import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

/** How one command line ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line as it ships: compiled, and run as a process in a folder of its own. */
export interface Program {
  /** The working directory of every run. */
  readonly directory: string;
  run(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Ended>;
  start(args: readonly string[], environment?: Readonly<Record<string, string>>): ChildProcessWithoutNullStreams;
  remove(): void;
}

/** What npm test has just built; else compiled now, into a folder inside the checkout, so that node_modules is found. */
export function buildProgram(): Program {
  const ready = process.env.GAUNTLET_FIXTURES === "built";
  const built = ready ? join(root, "dist") : compiled();
  const directory = mkdtempSync(join(tmpdir(), "gauntlet-cli-"));
  const start: Program["start"] = (args, environment = {}) =>
    spawn(process.execPath, [join(built, "bin/mcp-gauntlet.js"), ...args], {
      cwd: directory,
      // a home without client configs, and no colours
      env: { PATH: process.env.PATH ?? "", HOME: directory, CI: "1", ...environment },
    });
  return {
    directory,
    start,
    run: (args, environment) => ended(start(args, environment)),
    remove() {
      for (const folder of ready ? [directory] : [built, directory]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function compiled(): string {
  mkdirSync(join(root, ".cache"), { recursive: true });
  const folder = mkdtempSync(join(root, ".cache", "cli-test-"));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  spawnSync(process.execPath, [tsc, "-p", join(root, "tsconfig.build.json"), "--outDir", folder]);
  return folder;
}

/** Waits for the end of a run and gives what it wrote. */
export function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  const text = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (chunk: string) => {
      text[stream] += chunk;
    });
  }
  return new Promise((settle) => child.on("close", (code) => settle({ code, ...text })));
}
