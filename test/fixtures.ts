import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { nodeArgs } from "./start-program.ts";

/** What the manifest says of one fixture. */
export interface ManifestEntry {
  readonly id: string;
  /** Path of the program inside `fixtures/`, without extension. */
  readonly program: string;
  /** What is wrong with it, tool by tool, when it is started with the arguments in `when`. */
  readonly weaknesses: readonly {
    readonly when: readonly string[];
    readonly databases?: readonly string[];
    readonly kind: "concatenation" | "read-only" | "row-limit" | "time-limit" | "forbidden-table" | "order-in-text";
    /** Where it is: one of these three. */
    readonly tool?: string;
    readonly resource?: string;
    readonly prompt?: string;
    readonly param: string;
    readonly techniques: readonly string[];
  }[];
  /** Tools that are right in every variant. */
  readonly sound: readonly string[];
}

/** A fixture program that has said it is ready. */
export interface RunningFixture {
  /** What its ready line told, such as `url`. */
  readonly ready: Readonly<Record<string, unknown>> & { readonly url: string };
  readonly pid: number;
  /** What it wrote on standard error so far. */
  stderr(): string;
  /** Ends its standard input, as the death of its starter would. */
  endInput(): void;
  /** Ends it and waits until it is gone. Safe to call twice. */
  stop(): Promise<void>;
}

/** Starts the fixture `id` of the manifest and waits for its ready line. Throws with its stderr when it ends first. */
export async function startFixture(id: string, args: readonly string[]): Promise<RunningFixture> {
  const { command, args: all } = stdioCommand(id, args);
  const child = spawn(command, all, { stdio: ["pipe", "pipe", "pipe"] });
  // A fixture that is gone already must not take the test down with EPIPE.
  child.stdin.on("error", () => {});
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const exited = once(child, "exit");
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([once(lines, "line").then(([first]) => String(first)), exited.then(() => undefined)]);
  if (line === undefined) throw new Error(`The fixture ${id} ended before it was ready:\n${stderr}`);
  return {
    ready: JSON.parse(line),
    pid: child.pid ?? 0,
    stderr: () => stderr,
    endInput: () => child.stdin.end(),
    stop: () => stop(child, exited),
  };
}

/** The command that runs the fixture `id`, for those that speak MCP on standard input and output. */
export function stdioCommand(id: string, args: readonly string[]): { command: string; args: string[] } {
  return { command: process.execPath, args: nodeArgs(`fixtures/${manifestEntry(id).program}.ts`, ...args) };
}

/** The manifest's entry for the fixture `id`. */
export function manifestEntry(id: string): ManifestEntry {
  const manifest: { fixtures: Partial<ManifestEntry>[] } = JSON.parse(
    readFileSync(new URL("../fixtures/manifest.json", import.meta.url), "utf8"),
  );
  const found = manifest.fixtures.find((entry) => entry.id === id);
  if (!found) throw new Error(`The manifest has no fixture named ${id}.`);
  return { id, program: "", weaknesses: [], sound: [], ...found };
}

async function stop(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  child.stdin?.end();
  child.kill("SIGTERM");
  const forced = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await exited;
  clearTimeout(forced);
}
