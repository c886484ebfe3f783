import { execFile } from "node:child_process";
import { places } from "./places.ts";

export type Variant = "vulnerable" | "hardened" | "echo";

/** What one scan said of one subject. */
export interface Found {
  readonly subject: string;
  readonly verdict: string;
  readonly techniques: readonly string[];
  /** Requests of both rounds. */
  readonly requests: number;
}

/** Bytes of a report. */
const mostOutput = 256 * 1024 * 1024;

/** Scans one twin through the command line, as its owner would. Throws where that gives no report. */
export async function scanTwin(variant: Variant, address: string, seed: number): Promise<readonly Found[]> {
  const options = ["--config", places.config, "--check", "sql-injection/argument-in-sql-text", "--seed", String(seed)];
  const limits = ["--rate", "2000", "--max-requests", "50000", "--max-seconds", "3600"];
  const server = [process.execPath, places.twins, "--variant", variant, "--database", address];
  const args = [places.harness, "scan", ...options, ...limits, "--json", "--quiet", "--", ...server];
  const { results } = JSON.parse(await output(args));
  return results.map((one: { subject: string; verdict: string; techniques: string[]; exchanges: string[] }) => ({
    subject: one.subject,
    verdict: one.verdict,
    techniques: one.techniques,
    requests: one.exchanges.length,
  }));
}

function output(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [...args], { cwd: places.root, maxBuffer: mostOutput }, (error, stdout, stderr) => {
      // A finding is an exit code of its own.
      if (stdout.startsWith("{")) resolve(stdout);
      else reject(new Error(`no report: ${stderr.slice(-500) || error?.message}`));
    });
  });
}
