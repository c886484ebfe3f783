import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Entry } from "./entry.ts";

/** Makes the folders, files, links and git repositories of an entry. Placeholders are filled in by now. */
export async function setUpFiles({ setup }: Entry, env: Readonly<Record<string, string>>): Promise<void> {
  for (const folder of setup.dirs ?? []) await mkdir(folder, { recursive: true });
  for (const [path, content] of Object.entries(setup.files ?? {})) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  for (const [path, target] of Object.entries(setup.links ?? {})) {
    await mkdir(dirname(path), { recursive: true });
    await symlink(target, path);
  }
  for (const folder of setup.git ?? []) await makeRepository(folder, env);
}

/** One commit of what is in the folder, or of a file of ours where there is nothing. */
async function makeRepository(folder: string, env: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  if (!existsSync(join(folder, "README.md"))) await writeFile(join(folder, "README.md"), "# A repository\n");
  const git = (...args: string[]) => promisify(execFile)("git", args, { cwd: folder, env });
  await git("init", "--quiet", "--initial-branch=main");
  await git("config", "user.name", "Ada");
  await git("config", "user.email", "ada@example.com");
  await git("add", "--all");
  await git("commit", "--quiet", "--message", "First commit");
}
