import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { places } from "./places.ts";

export const databaseNames = ["postgres", "sqlite", "mysql", "json"] as const;
export type DatabaseName = (typeof databaseNames)[number];

/** A database that gives out empty ones. */
export interface RunningDatabase {
  /** The address of a database that is empty, until `databases` of them are used up. */
  fresh(): string;
  stop(): Promise<void>;
}

/** Starts a database with this many empty ones in it; undefined where its program is not on this machine. */
export async function startDatabase(name: DatabaseName, databases: number): Promise<RunningDatabase | undefined> {
  const names = Array.from({ length: databases }, (_, at) => `twin_${at}`);
  if (name === "sqlite" || name === "json") {
    const folder = await mkdtemp(join(tmpdir(), "gauntlet-twins-"));
    return {
      fresh: () => join(folder, `${names.pop()}.${name}`),
      stop: () => rm(folder, { recursive: true, force: true }),
    };
  }
  const args = names.flatMap((one) => ["--database", one]);
  const child = spawn(process.execPath, [places.databases[name], ...args], { stdio: ["pipe", "pipe", "inherit"] });
  const ready = await firstLine(child);
  if (ready === undefined) return undefined;
  const urls: string[] = Object.values(JSON.parse(ready).databases);
  return {
    fresh: () => String(urls.pop()),
    stop: async () => {
      const ended = once(child, "exit");
      child.stdin?.end();
      await ended;
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string | undefined> {
  if (child.stdout === null) return undefined;
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, "exit").then(() => undefined);
  return Promise.race([once(lines, "line").then(([line]) => String(line)), ended]);
}
