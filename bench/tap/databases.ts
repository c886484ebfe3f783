import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { places } from "../twins/places.ts";
import { connectMysql, fillMysql } from "./traffic/mysql.ts";
import { connectPostgres, fillPostgres } from "./traffic/postgres.ts";

export const databases = {
  postgres: { fill: fillPostgres, connect: connectPostgres },
  mysql: { fill: fillMysql, connect: connectMysql },
} as const;
export type DatabaseName = keyof typeof databases;

/** Starts a database with what the traffic needs in it. Throws where its program is not on this machine. */
export async function startDatabase(name: DatabaseName): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const child = spawn(process.execPath, [places.databases[name], "--max-connections", "150"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const [line] = await Promise.race([once(createInterface({ input: child.stdout }), "line"), exited.then(() => [])]);
  if (line === undefined) throw new Error(`${name} did not start.`);
  const { url } = JSON.parse(String(line)) as { readonly url: string };
  await databases[name].fill(url);
  return {
    url,
    async stop() {
      child.stdin.end();
      await exited;
    },
  };
}
