import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Verifier } from "./ladder.ts";
import { places } from "./places.ts";
import type { RunningProvider } from "./provider.ts";
import { startAnnounced } from "./start-announced.ts";

/** What the scan said of one subject. */
export interface Result {
  /** Without the name of the suite. */
  readonly check: string;
  readonly subject: string;
  readonly verdict: string;
  readonly because: string;
}

/** Bytes of a report. */
const mostOutput = 256 * 1024 * 1024;

/** Starts the server under test behind a provider, scans it through the command line and ends it. Throws where there is no report. */
export async function scanDesk(
  provider: RunningProvider,
  verifier: Verifier,
  without: string | undefined,
): Promise<readonly Result[]> {
  const guard = without === undefined ? [] : ["--without", without];
  const args = ["--issuer", provider.issuer, ...provider.server, "--verifier", verifier, ...guard];
  const desk = await startAnnounced<{ url: string }>(places.server, args);
  const folder = await mkdtemp(join(tmpdir(), "gauntlet-providers-"));
  try {
    const config = join(folder, "gauntlet.config.json");
    await writeFile(config, JSON.stringify(await configFor(provider)));
    const limits = ["--rate", "2000", "--max-requests", "50000", "--max-seconds", "3600"];
    const asked = ["--config", config, "--suite", "auth-bypass", "--out", join(folder, "run"), "--seed", "1"];
    const text = await output([places.harness, "scan", desk.ready.url, ...asked, ...limits, "--json", "--quiet"], {
      ...process.env,
      ...provider.env,
    });
    const { results } = JSON.parse(text) as { results: readonly Result[] };
    return results.map((result) => ({ ...result, check: result.check.replace(/^auth-bypass\//, "") }));
  } finally {
    await desk.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function configFor({ tokens, more }: RunningProvider): Promise<object> {
  const { issuer: _issuer, principals, ...rest } = JSON.parse(await readFile(places.config, "utf8"));
  const known = principals.map((one: { name: string }) => ({ ...one, token: tokens[one.name] }));
  return { ...rest, principals: [...known, ...more] };
}

function output(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [...args], { env, maxBuffer: mostOutput }, (error, stdout, stderr) => {
      // A finding is an exit code of its own.
      if (stdout.startsWith("{")) resolve(stdout);
      else reject(new Error(`no report: ${stderr.slice(-500) || error?.message}`));
    });
  });
}
