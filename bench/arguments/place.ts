import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { StdioTarget } from "../../src/model/target.ts";
import type { Installed } from "./install.ts";
import type { BenchServer } from "./server.ts";

/** A folder that a server has to itself, with a home, a file, an empty database and a repository in it. */
export interface Place {
  readonly target: StdioTarget;
  remove(): Promise<void>;
}

/** Makes the folder and says how the server is started there. `postgres` is the URL of a database it may use as it likes. */
export async function place(server: BenchServer, installed: Installed, postgres: URL): Promise<Place> {
  const work = await mkdtemp(join(tmpdir(), "gauntlet-arguments-"));
  const repository = join(work, "repository");
  for (const folder of ["home", "files", "repository"]) await mkdir(join(work, folder));
  await writeFile(join(work, "files/notes.txt"), "One note.\n");
  await writeFile(join(work, "files/data.db"), "");
  await writeFile(join(repository, "notes.txt"), "One note.\n");
  const git = (...args: string[]) => promisify(execFile)("git", args, { cwd: repository });
  await git("init", "-q", "-b", "main");
  await git("add", ".");
  await git("-c", "user.name=gauntlet", "-c", "user.email=gauntlet@example.com", "commit", "-q", "-m", "First");
  const values: Readonly<Record<string, string>> = {
    ...installed,
    work,
    pg_url: postgres.href,
    pg_host: postgres.hostname,
    pg_port: postgres.port,
    pg_user: postgres.username,
    pg_password: postgres.password,
    pg_db: postgres.pathname.slice(1),
  };
  const fill = (text: string) => text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  const [command = "", ...args] = server.command.map(fill);
  const env = Object.fromEntries(Object.entries(server.env ?? {}).map(([name, value]) => [name, fill(value)]));
  return {
    target: {
      kind: "stdio",
      command,
      args,
      env: { HOME: join(work, "home"), ...env },
      cwd: work,
      era: "auto",
    },
    remove: () => rm(work, { recursive: true, force: true }),
  };
}
