import { existsSync } from "node:fs";
import type { JsonObject } from "../../model/json.ts";
import type { StdioTarget } from "../../model/target.ts";
import { limits } from "../../net/limits.ts";
import type { Opening } from "../opening.ts";
import { ownEnvironment } from "../own-headers.ts";
import { describeError, errorCode } from "../protocol/describe-error.ts";
import { Inbox } from "../protocol/inbox.ts";
import type { Link } from "../protocol/link.ts";
import { OpenFailure } from "../protocol/open-failure.ts";
import { excerpt } from "../protocol/reply-of.ts";
import { answerMessage } from "../protocol/server-request.ts";
import { type Child, startChild } from "./child.ts";
import { childEnvironment } from "./environment.ts";
import { lastWords } from "./last-words.ts";

/** A server under test on the other end of a pipe. */
export interface Pipe extends Link {
  readonly pid: number;
  /** Undefined while it runs; afterwards one phrase on why it ended. */
  readonly ended: string | undefined;
  /** Writes one line as it is, valid or not; a newline is added. */
  writeLine(line: string | Uint8Array): Promise<void>;
  close(): Promise<void>;
}

export interface PipeEars {
  /** Sends answers to the server's requests; absent = somebody else does. */
  readonly answers: boolean;
  /** Every valid message, after the inbox had it. */
  message(message: JsonObject): void;
  /** The process is gone. */
  ended(): void;
}

/** Starts the target's command; throws an OpenFailure when that is not possible. */
export async function openPipe(opening: Opening, target: StdioTarget, ears: PipeEars): Promise<Pipe> {
  if (target.cwd !== undefined && !existsSync(target.cwd)) {
    throw new OpenFailure("unreachable", `The folder ${target.cwd} does not exist.`, "Correct cwd of the target.");
  }
  let ended: string | undefined;
  let stray = "";
  const told = (text: string, why: string) => {
    if (stray === "") stray = text;
    opening.sighted({ kind: "stray-output", text: excerpt(text) });
    // A broken reply, not a log line.
    if (messageLike.test(text.slice(0, 200))) inbox.settleOnly({ kind: "malformed", why, excerpt: excerpt(text) });
  };
  const inbox: Inbox = new Inbox({
    sighted: opening.sighted,
    ...(ears.answers ? { answer: (id, answer) => void send(answerMessage(id, answer)).catch(() => {}) } : {}),
  });
  const over = (why: string, exited?: true) => {
    ended ??= why;
    inbox.settleAll({ kind: "closed", why: ended, ...(exited && { exited }) });
    ears.ended();
  };
  const start = {
    command: target.command,
    args: target.args,
    env: childEnvironment(process.env, target.env, await ownEnvironment(opening.principal, opening.signal)),
    cwd: target.cwd,
  };
  const child = await startChild(start, {
    line(text) {
      if (text.trim() === "") return;
      opening.trace?.("received", text);
      const received = inbox.receive(text);
      if (!received.ok) return told(text, received.why);
      for (const message of received.messages) ears.message(message);
    },
    tooLong: (start) => told(start, `a line longer than ${limits.bodyBytes} bytes`),
    stderr: (text) => opening.sighted({ kind: "stderr", text }),
    exit(exit) {
      opening.sighted({ kind: "exit", ...exit });
      const how = exit.signal === null ? `exited with code ${exit.code}` : `was ended by ${exit.signal}`;
      const last = lastWords(exit.stderrTail);
      over(`the server ${how}${last === "" ? "" : `; it last wrote: ${last}`}`, true);
    },
  }).catch((error: unknown) => {
    throw notStarted(target.command, error);
  });
  const writeLine = (line: string | Uint8Array) => {
    if (ended !== undefined) return Promise.reject(new Error(ended));
    opening.trace?.("sent", typeof line === "string" ? line : Buffer.from(line).toString("utf8"));
    const bytes = typeof line === "string" ? `${line}\n` : Buffer.concat([line, Buffer.from("\n")]);
    // A broken pipe is seen before the exit behind it, which says more.
    return child
      .write(bytes)
      .catch((error: unknown) => until(() => ended !== undefined).then(() => Promise.reject(error)));
  };
  const send = (message: JsonObject) => writeLine(JSON.stringify(message));
  return {
    transport: "stdio",
    inbox,
    address: target.command,
    pid: child.pid,
    get ended() {
      return ended;
    },
    writeLine,
    send,
    lastWords: () => ({ stderr: child.stderrTail(), stray }),
    close: () => closePipe(child, () => over("closed by us")),
  };
}

const messageLike = /^\s*\{.*"jsonrpc"/;

async function closePipe(child: Child, over: () => void): Promise<void> {
  over();
  await child.end();
}

/** Polls for half a second at most. */
async function until(done: () => boolean): Promise<void> {
  for (let tries = 0; tries < 50 && !done(); tries++) await new Promise((resolve) => setTimeout(resolve, 10));
}

function notStarted(command: string, error: unknown): OpenFailure {
  if (errorCode(error) === "ENOENT") {
    return new OpenFailure(
      "unreachable",
      `The command ${command} was not found.`,
      "Give its full path, or install it; only PATH and a few more variables are passed on.",
    );
  }
  return new OpenFailure(
    "unreachable",
    `The command ${command} could not be started: ${describeError(error)}.`,
    "Check that it exists and may be executed.",
  );
}
