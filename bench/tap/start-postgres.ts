import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import pg from "pg";
import { places } from "../twins/places.ts";
import { schema } from "./traffic.ts";

/** A PostgreSQL with what the traffic needs in it. */
export async function startPostgres(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const child = spawn(process.execPath, [places.databases.postgres, "--max-connections", "150"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const [line] = await Promise.race([once(createInterface({ input: child.stdout }), "line"), exited.then(() => [])]);
  if (line === undefined) throw new Error("PostgreSQL did not start.");
  const { url } = JSON.parse(String(line)) as { readonly url: string };
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const statement of schema) await client.query(statement);
  await client.end();
  return {
    url,
    async stop() {
      child.stdin.end();
      await exited;
    },
  };
}
