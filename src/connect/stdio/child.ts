import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { limits } from "../../net/limits.ts";
import { guardGroup } from "./process-group.ts";
import { lineSplitter } from "./split-lines.ts";

/** What a child tells while it lives. */
export interface ChildEars {
  /** One line of its standard output. */
  line(text: string): void;
  /** The start of a line that was longer than allowed and is thrown away. */
  tooLong(start: string): void;
  /** One line of its standard error. */
  stderr(text: string): void;
  /** It ended by itself; never called once `end()` was. */
  exit(exit: ChildExit): void;
}

export interface ChildExit {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stderrTail: string;
}

/** A server under test as our child: the leader of its own process group. */
export interface Child {
  readonly pid: number;
  /** Resolves when the bytes are handed to the pipe; rejects when it is closed. */
  write(bytes: string | Uint8Array): Promise<void>;
  /** Last lines of standard error, at most 20. */
  stderrTail(): string;
  /** Closes its input, then asks, then kills the whole group; resolves when nobody is left, within two seconds or so. */
  end(): Promise<void>;
}

/** Starts a child; rejects with the system's error when the command cannot be started. */
export function startChild(
  start: { command: string; args: readonly string[]; env: Record<string, string>; cwd: string | undefined },
  ears: ChildEars,
): Promise<Child> {
  const process_ = spawn(start.command, [...start.args], {
    env: start.env,
    cwd: start.cwd,
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
  });
  return new Promise((resolve, reject) => {
    process_.once("error", reject);
    process_.once("spawn", () => {
      process_.off("error", reject);
      process_.on("error", () => {});
      resolve(tend(process_, process_.pid as number, ears));
    });
  });
}

function tend(child: ChildProcessWithoutNullStreams, pid: number, ears: ChildEars): Child {
  const group = guardGroup(pid, () => child.exitCode === null && child.signalCode === null);
  const tail: string[] = [];
  let stderrBytes = 0;
  let ending: Promise<void> | undefined;

  const stdout = lineSplitter(limits.bodyBytes, ears.line, ears.tooLong);
  const stderr = lineSplitter(
    STDERR_LINE_BYTES,
    (line) => {
      tail.push(line);
      if (tail.length > TAIL_LINES) tail.shift();
      stderrBytes += line.length;
      if (stderrBytes <= STDERR_TOLD_BYTES) ears.stderr(line);
    },
    (start) => ears.stderr(`${start}…`),
  );
  child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream.on("error", () => {});

  const exited = new Promise<void>((resolve) => {
    child.once("exit", (code, signal) => {
      // The pipes may still hold what it said last; a grandchild may hold them open for ever.
      within(PIPE_DRAIN_MS, new Promise<void>((drained) => child.once("close", () => drained()))).then(() => {
        stdout.end();
        stderr.end();
        if (ending === undefined) ears.exit({ code, signal, stderrTail: tail.join("\n") });
        if (ending === undefined) ending = sweep(group);
        resolve();
      });
    });
  });

  const end = async () => {
    child.stdin.end();
    await within(CLOSE_INPUT_MS, exited);
    await sweep(group);
    await within(KILLED_MS, exited);
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
  };
  return {
    pid,
    write: (bytes) =>
      new Promise((resolve, reject) => {
        if (!child.stdin.writable) return reject(new Error("the server's standard input is closed"));
        child.stdin.write(bytes, (error) => (error ? reject(error) : resolve()));
      }),
    stderrTail: () => tail.join("\n"),
    end: () => {
      ending ??= end();
      return ending;
    },
  };
}

/** Asks what is left of a group to go, then kills it. */
async function sweep(group: ReturnType<typeof guardGroup>): Promise<void> {
  if (group.alive()) group.signal("SIGTERM");
  await gone(group, TERM_MS);
  if (group.alive()) group.signal("SIGKILL");
  await gone(group, KILLED_MS);
  group.release();
}

/** Resolves when nobody is left of a group, or after `ms`. Looking takes a while where the machine has many processes. */
async function gone(group: ReturnType<typeof guardGroup>, ms: number): Promise<void> {
  const until = performance.now() + ms;
  for (let wait = POLL_MS; performance.now() < until && group.alive(); wait = Math.min(2 * wait, MOST_POLL_MS)) {
    await pause(wait);
  }
}

function within(ms: number, done: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** What the specification calls a reasonable time, kept short: a scan opens many sessions. */
const CLOSE_INPUT_MS = 500;
const TERM_MS = 1_000;
const KILLED_MS = 1_000;
const PIPE_DRAIN_MS = 200;
const POLL_MS = 10;
const MOST_POLL_MS = 80;
const TAIL_LINES = 20;
const STDERR_LINE_BYTES = 8 * 1024;
/** After this much, standard error is read on but no longer told: a server may log without end. */
const STDERR_TOLD_BYTES = 4 * 1024 * 1024;
