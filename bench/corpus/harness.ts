import { spawn } from "node:child_process";
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { endGroup, endWithUs } from "../interop/end-group.ts";
import { type Outcome, reportRead } from "./outcome.ts";

/** The program under measurement, run as its user would. */
export interface Harness {
  /** What starts its command line. */
  readonly command: readonly string[];
  /** The same for the same build. */
  readonly digest: string;
  /** Names of the suites it has. */
  readonly suites: readonly string[];
}

/** A load that is short: as many users as show what mixes up, for a few seconds. */
const shortLoad = ["load", "--users", "20", "--duration", "5s"] as const;

/** One scan: the config to use, the folder its report goes to, and the environment. */
export interface Scan {
  readonly config: string;
  readonly out: string;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly timeoutMs: number;
  /** Called once, when the tap of the scan listens and waits for the server. */
  onTap(): void;
}

/** Scans with the default budget and reads the report. */
export function scan(harness: Harness, what: Scan): Promise<Outcome> {
  return reported(harness, ["scan"], what);
}

/** Makes a short load and reads the report. */
export function load(harness: Harness, what: Scan): Promise<Outcome> {
  return reported(harness, shortLoad, what);
}

async function reported(harness: Harness, command: readonly string[], { config, out, ...how }: Scan): Promise<Outcome> {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const args = [...command, "--config", config, "--out", out, "--seed", "1"];
  const began = performance.now();
  const { said, late } = await run([...harness.command, ...args], how);
  const seconds = Math.round(performance.now() - began) / 1000;
  const json = await readFile(join(out, "report.json"), "utf8").catch(() => undefined);
  if (json === undefined) return crashed("harness", late ? lateness(how.timeoutMs) : `No report was written: ${said}`);
  const { success, data, error } = reportRead.safeParse(parsed(json));
  if (!success) return crashed("harness", `The report cannot be read: ${error.issues[0]?.message}`);
  const told = `${data.stopReason}: ${data.stopDetail}`;
  if (data.stopReason === "target-unreachable") return crashed("entry", told);
  if (["harness-bug", "handshake-failed"].includes(data.stopReason)) return crashed("harness", told);
  // What a run found before it was stopped was found, and what it did not is missed.
  const cutShort = late
    ? { cutShort: lateness(how.timeoutMs) }
    : data.stopReason === "completed"
      ? {}
      : { cutShort: told };
  return { state: "ran", findings: data.results, requests: data.coverage.requests.sent, seconds, ...cutShort };
}

/** Undefined when the text was cut off. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function lateness(timeoutMs: number): string {
  return `The scan took longer than ${Math.round(timeoutMs / 1000)} s.`;
}

function crashed(by: "entry" | "harness", reason: string): Outcome {
  return { state: "crashed", by, reason };
}

function run(
  [program = "", ...args]: readonly string[],
  { env, cwd, timeoutMs, onTap }: Omit<Scan, "config" | "out">,
): Promise<{ said: string; late: boolean }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env, cwd, stdio: ["ignore", "ignore", "pipe"], detached: true });
    endWithUs(child);
    let said = "";
    let late = false;
    let tapped = false;
    child.stderr.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString("utf8")).slice(-600);
      if (tapped || !said.includes("the tap listens on")) return;
      tapped = true;
      onTap();
    });
    const soft = setTimeout(() => {
      late = true;
      endGroup(child, "SIGTERM");
    }, timeoutMs);
    const hard = setTimeout(() => endGroup(child, "SIGKILL"), timeoutMs + 15_000);
    const done = () => {
      clearTimeout(soft);
      clearTimeout(hard);
      // A server of its that did not end.
      endGroup(child, "SIGKILL");
      resolve({ said: said.trim().split("\n").slice(-2).join(" "), late });
    };
    child.once("error", (error) => {
      said = error.message;
      done();
    });
    child.once("exit", done);
  });
}
