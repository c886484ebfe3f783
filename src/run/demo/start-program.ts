import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { HarnessError } from "../../model/errors.ts";

/** A fixture program that runs until it is stopped. It ends by itself when we do: its standard input closes. */
export interface RunningProgram {
  /** What its ready line told. */
  readonly ready: Readonly<Record<string, unknown>>;
  stop(): Promise<void>;
}

/** Milliseconds until a program must have said that it is ready, and until it must have ended. */
const startMs = 60_000;
const stopMs = 10_000;

/** Starts `command` and waits for the one line of JSON that says it is ready. */
export async function startProgram(command: readonly string[]): Promise<RunningProgram> {
  const [program = "", ...args] = command;
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "pipe"] });
  child.stdin.on("error", () => undefined);
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => {
    stderr = (stderr + chunk).slice(-4_000);
  });
  const exited = once(child, "exit");
  const lines = createInterface({ input: child.stdout });
  const first = once(lines, "line", { signal: AbortSignal.timeout(startMs) });
  first.catch(() => undefined);
  const line = await Promise.race([first.then(([text]) => String(text)), exited.then(() => undefined)]).catch(
    () => undefined,
  );
  const stop = async (): Promise<void> => {
    child.stdin.end();
    child.kill("SIGTERM");
    const forced = setTimeout(() => child.kill("SIGKILL"), stopMs);
    await exited;
    clearTimeout(forced);
  };
  if (line === undefined) {
    await stop();
    const last = stderr.trim().split("\n").slice(-3).join(" | ");
    throw new HarnessError(
      "harness-bug",
      `A part of the demo did not start: ${last}`,
      "Run it again with -v, and report it if it stays.",
    );
  }
  return { ready: JSON.parse(line), stop };
}
