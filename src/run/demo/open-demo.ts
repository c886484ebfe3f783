import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Config, configSchema } from "../../model/config.ts";
import { freePort } from "../../net/free-port.ts";
import { locateFixtures } from "./locate-fixtures.ts";
import { type RunningProgram, startProgram } from "./start-program.ts";

/** The demo's server and database, running. */
export interface Demo {
  /** What the server's owner would write, without a target; its issuer is the one that the server trusts. */
  readonly config: Config;
  /** Where the server listens. */
  readonly url: string;
  readonly databaseUrl: string;
  stop(): Promise<void>;
}

interface Entry {
  readonly id: string;
  readonly program: string;
  /** The config of the server as one that knows its callers. */
  readonly guardedConfig?: string;
}

/**
 * Starts an embedded PostgreSQL and the demo's server on it, vulnerable or hardened. The server takes tokens of the issuer in
 * the config, which a scan opens.
 */
export async function openDemo(
  hardened: boolean,
  version: string,
  consent: (question: string) => Promise<boolean>,
): Promise<Demo> {
  const folder = await locateFixtures(version, consent);
  const { fixtures }: { fixtures: readonly Entry[] } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  const entry = (id: string): Entry => fixtures.find((one) => one.id === id) ?? { id, program: id };
  const running: RunningProgram[] = [];
  const stop = async (): Promise<void> => {
    for (const program of running.reverse()) await program.stop();
  };
  const start = async (id: string, args: readonly string[]): Promise<string> => {
    const program = await startProgram([...interpreter(join(folder, entry(id).program)), ...args]);
    running.push(program);
    return String(program.ready.url);
  };
  try {
    const databaseUrl = await start("postgres", ["--database", "crm"]);
    const written = configSchema.parse(
      JSON.parse(readFileSync(join(folder, entry("crm").guardedConfig ?? ""), "utf8")),
    );
    const issuer = { ...written.issuer, port: await freePort() };
    const mode = hardened ? ["--hardened"] : [];
    const guarding = ["--issuer", `http://127.0.0.1:${issuer.port}`];
    const url = await start("crm", ["--transport", "http", "--database", databaseUrl, ...guarding, ...mode]);
    const config = { ...written, issuer };
    return { config, url, databaseUrl, stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

/** Runs a program as it lies there: compiled, or from source in a checkout that was not built. */
function interpreter(path: string): readonly string[] {
  if (!import.meta.url.endsWith(".ts")) return [process.execPath, `${path}.js`];
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  return [process.execPath, "--import", tsx, `${path}.ts`];
}
