import { spawn } from "node:child_process";
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { endGroup, endWithUs } from "../interop/end-group.ts";

/** A program that runs until it is stopped. */
export interface Running {
  /** Ends its process group and waits for it. */
  stop(): Promise<void>;
}

/** What to start, and where it can be seen that it is ready. */
export interface Start {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly address: { readonly host: string; readonly port: number };
  readonly timeoutMs: number;
}

/** Starts a program and waits until its address accepts connections; one sentence when it does not. */
export async function startListening({ command, env, cwd, address, timeoutMs }: Start): Promise<Running | string> {
  const [program = "", ...args] = command;
  // An open standard input: some servers end when theirs does, whatever their transport.
  const child = spawn(program, args, { cwd, env, stdio: ["pipe", "pipe", "pipe"], detached: true });
  endWithUs(child);
  let log = "";
  let gone = false;
  const keep = (chunk: Buffer | string) => {
    log = (log + chunk).slice(-4000);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  child.stdin.on("error", () => {});
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", (error) => {
      keep(error.message);
      resolve();
    });
  }).then(() => {
    gone = true;
  });
  const stop = async () => {
    if (!gone) endGroup(child, "SIGTERM");
    await Promise.race([ended, wait(3000)]);
    // What the program started may outlive it.
    endGroup(child, "SIGKILL");
    await ended;
  };
  for (const deadline = Date.now() + timeoutMs; Date.now() < deadline && !gone; await wait(50))
    if (await accepts(address)) return { stop };
  const how = gone ? "ended" : `did not listen on port ${address.port} within ${Math.round(timeoutMs / 1000)} s`;
  await stop();
  return `${command.slice(0, 2).join(" ")} ${how}: ${lastLine(log)}`;
}

function accepts({ host, port }: Start["address"]): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 });
    const answer = (yes: boolean) => {
      socket.destroy();
      resolve(yes);
    };
    socket.on("connect", () => answer(true));
    socket.on("timeout", () => answer(false));
    socket.on("error", () => answer(false));
  });
}

function lastLine(log: string): string {
  const lines = log.split("\n").filter((line) => line.trim() !== "");
  return (lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? "it said nothing").trim().slice(0, 200);
}
