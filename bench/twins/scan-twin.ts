import { execFile } from "node:child_process";
import { places } from "./places.ts";
import type { Twin } from "./twins.ts";

/** What one scan said of one subject. */
export interface Found {
  readonly check: string;
  readonly subject: string;
  readonly verdict: string;
  readonly techniques: readonly string[];
  /** Requests of both rounds. */
  readonly requests: number;
}

/** How a twin is scanned: its variant as arguments, an empty database of its own, and what is asked of the harness beside its config. */
export interface Scan {
  readonly twin: Twin;
  readonly variant: readonly string[];
  readonly address: string;
  readonly seed: number;
  readonly options: readonly string[];
}

/** Bytes of a report. */
const mostOutput = 256 * 1024 * 1024;

/** Scans one twin through the command line, as its owner would. Throws where that gives no report. */
export async function scanTwin({ twin, variant, address, seed, options }: Scan): Promise<readonly Found[]> {
  const limits = ["--rate", "2000", "--max-requests", "50000", "--max-seconds", "3600"];
  const server = [process.execPath, twin.program, ...variant, "--database", address];
  const asked = ["--config", twin.config, "--seed", String(seed), ...options, ...limits, "--json", "--quiet"];
  const { results } = JSON.parse(await output([places.harness, "scan", ...asked, "--", ...server], address));
  return results.map((one: Omit<Found, "requests"> & { readonly exchanges: readonly string[] }) => ({
    check: one.check,
    subject: one.subject,
    verdict: one.verdict,
    techniques: one.techniques,
    requests: one.exchanges.length,
  }));
}

/** The configs of the twins take the address of the database from the environment. */
function output(args: readonly string[], address: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, DATABASE_URL: address };
    execFile(process.execPath, [...args], { cwd: places.root, maxBuffer: mostOutput, env }, (error, stdout, stderr) => {
      // A finding is an exit code of its own.
      if (stdout.startsWith("{")) resolve(stdout);
      else reject(new Error(`no report: ${stderr.slice(-500) || error?.message}`));
    });
  });
}
