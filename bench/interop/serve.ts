import { type ChildProcess, spawn } from "node:child_process";
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "../../src/net/free-port.ts";
import { endGroup, endWithUs } from "./end-group.ts";
import type { Leg } from "./peer.ts";

/** An HTTP peer that listens. */
export interface Served {
  readonly port: number;
  /** The end of what it wrote on standard error and output. */
  readonly log: () => string;
  /** Ends its process group and waits for it. */
  readonly stop: () => Promise<void>;
}

/** Starts an HTTP peer on a free port and waits until it accepts connections; one phrase when it does not. */
export async function serve(leg: Leg): Promise<Served | string> {
  const port = await freePort();
  const fill = (text: string) => text.replace("{port}", String(port));
  const [program = "", ...args] = leg.command.map(fill);
  const env = Object.fromEntries(Object.entries(leg.env ?? {}).map(([name, value]) => [name, fill(value)]));
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  endWithUs(child);
  let log = "";
  const keep = (chunk: Buffer) => {
    log = (log + chunk.toString("utf8")).slice(-4000);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  child.on("error", (error) => keep(Buffer.from(error.message)));
  const stop = () => end(child);
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline && child.exitCode === null) {
    if (await accepts(port)) return { port, log: () => log, stop };
    await wait(50);
  }
  await stop();
  return `the server did not start: ${log.trim().split("\n").at(-1) ?? ""}`.slice(0, 200);
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  endGroup(child, "SIGTERM");
  if ((await Promise.race([gone, wait(3000, "late")])) === "late") endGroup(child, "SIGKILL");
  await gone;
}
