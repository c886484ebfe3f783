import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { nodeArgs } from "../../test/start-program.ts";

/** Connections that the database of this measurement gives out: fewer than 50 users. */
export const maxConnections = 40;

/** A database of its own, ended by `stop`. */
export interface Database {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts PostgreSQL with few connections, or MariaDB. Throws where it does not come up. */
export async function startDatabase(name: "postgres" | "mariadb"): Promise<Database> {
  const limit = name === "postgres" ? ["--max-connections", String(maxConnections)] : [];
  const command = nodeArgs(`fixtures/database/${name}.ts`, "--database", "main", ...limit);
  const child = spawn(process.execPath, command, { stdio: ["pipe", "pipe", "inherit"] });
  const exited = once(child, "exit");
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([once(lines, "line").then(([first]) => String(first)), exited.then(() => undefined)]);
  if (line === undefined) throw new Error(`${name} ended before it was ready`);
  const { databases } = JSON.parse(line) as { databases: { main: string } };
  return {
    url: databases.main,
    async stop() {
      child.stdin.end();
      await exited;
    },
  };
}
