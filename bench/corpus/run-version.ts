import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { freePort } from "../../src/net/free-port.ts";
import type { Databases } from "./database/databases.ts";
import type { FreshDatabase } from "./database/fresh-database.ts";
import { commandOf, type Entry, type Role } from "./entry.ts";
import { type Harness, load, scan } from "./harness.ts";
import { expectsLoad, loadToo } from "./load-too.ts";
import { objectOrEmpty } from "./object-or-empty.ts";
import type { Outcome } from "./outcome.ts";
import { expand, portsIn, type Values } from "./placeholders.ts";
import { setUpFiles } from "./setup.ts";
import { type Running, startListening } from "./start-listening.ts";
import { type Filled, fillTapped } from "./tapped.ts";
import { makeWorkspace, type Workspace } from "./workspace.ts";

/** What one version of one entry is run with. */
export interface VersionRun {
  readonly entry: Entry;
  readonly role: Role;
  /** What the placeholders of its package stand for. */
  readonly installed: Values;
  readonly stubs: string;
  readonly databases: Databases;
  readonly harness: Harness;
  /** Whether the server reaches its database through the tap. */
  readonly tap: boolean;
  /** Where the report stays. */
  readonly out: string;
  readonly limits: { readonly startMs: number; readonly scanMs: number };
}

/** Sets everything up, starts the server where it does not speak stdio (with the tap: as soon as that listens), scans it, and takes everything down again. Never throws. */
export async function runVersion(run: VersionRun): Promise<Outcome> {
  const workspace = makeWorkspace();
  const databases: FreshDatabase[] = [];
  const running: Running[] = [];
  try {
    for (const kind of ["postgres", "mysql"] as const)
      if (run.entry.needs.includes(kind)) databases.push(await run.databases.fresh(kind));
    const ports = await Promise.all(portsIn(JSON.stringify(run.entry)).map(async (name) => [name, await freePort()]));
    const values: Values = Object.assign(
      { work: workspace.work, stubs: run.stubs },
      run.installed,
      Object.fromEntries(ports.map(([name, port]) => [name, String(port)])),
      ...databases.map((database) => database.values),
    );
    const filled = run.tap
      ? fillTapped(run.entry, values, await freePort())
      : { entry: expand(run.entry, values), observe: undefined };
    return await scanned(run, filled, workspace, databases, running);
  } catch (error) {
    return { state: "crashed", by: "entry", reason: error instanceof Error ? error.message : String(error) };
  } finally {
    for (const one of running.reverse()) await one.stop();
    workspace.remove();
    for (const database of databases) await database.drop().catch(() => {});
  }
}

async function scanned(
  { role, harness, out, limits }: VersionRun,
  { entry, observe }: Filled,
  workspace: Workspace,
  databases: readonly FreshDatabase[],
  running: Running[],
): Promise<Outcome> {
  const { setup, server, gauntlet } = entry;
  const command = commandOf(entry, role);
  if (command === undefined) return crashed(`The entry names no command for its ${role} version.`);
  const { env, work } = workspace;
  const cwd = server.cwd ?? work;
  await setUpFiles(entry, env);
  for (const database of databases)
    await database.run("pg_url" in database.values ? (setup.postgres ?? []) : (setup.mysql ?? []));
  const start = async (what: Parameters<typeof startListening>[0]) => {
    const started = await startListening(what);
    if (typeof started !== "string") running.push(started);
    return typeof started === "string" ? started : undefined;
  };
  for (const stub of setup.stubs ?? []) {
    const address = { host: "127.0.0.1", port: Number(stub.ready) };
    const failure = await start({ command: stub.run, env, cwd: work, address, timeoutMs: limits.startMs });
    if (failure !== undefined) return crashed(failure);
  }
  const { transport, url } = server;
  const startServer = async () => {
    if (url === undefined || transport === "stdio") return undefined;
    const { hostname, port } = new URL(url);
    const address = { host: hostname.replaceAll(/[[\]]/g, ""), port: Number(port) };
    return start({ command, env: { ...env, ...server.env }, cwd, address, timeoutMs: limits.startMs });
  };
  if (observe === undefined) {
    const failure = await startServer();
    if (failure !== undefined) return crashed(failure);
  }
  const target = transport === "stdio" ? { command, env: server.env, cwd, transport } : { url, transport };
  const config = join(workspace.root, "gauntlet.config.json");
  const observed = observe === undefined ? {} : { observe: { ...objectOrEmpty(gauntlet.observe), ...observe } };
  await writeFile(config, JSON.stringify({ ...gauntlet, ...observed, target }, null, 2));
  // A server that connects to its database at once can only start when the tap is there.
  let late: string | undefined;
  const onTap = async () => {
    late = await startServer();
  };
  const how = { config, env, cwd: workspace.root, timeoutMs: limits.scanMs, onTap };
  const outcome = await scan(harness, { ...how, out });
  if (late !== undefined) return crashed(late);
  if (observe !== undefined || !expectsLoad(entry, harness.suites)) return outcome;
  // What a scan leaves behind in a server is no matter of the load.
  if (transport !== "stdio") await running.pop()?.stop();
  const failure = await startServer();
  if (failure !== undefined) return crashed(failure);
  return loadToo(outcome, await load(harness, { ...how, out: join(out, "load") }));
}

function crashed(reason: string): Outcome {
  return { state: "crashed", by: "entry", reason };
}
