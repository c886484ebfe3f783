import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Peer } from "./peer.ts";
import { foldersOf } from "./places.ts";
import { runCommand } from "./run-command.ts";

/** Builds a peer unless that was done from the same sources before. Undefined when it is there, else why it is not. */
export async function build(peer: Peer, note: (text: string) => void): Promise<string | undefined> {
  const { source, build: target } = foldersOf(peer.folder);
  const stamp = join(target, ".built");
  const wanted = await digest(source, JSON.stringify(peer.build));
  if ((await readFile(stamp, "utf8").catch(() => "")) === wanted) return undefined;
  note(`building ${peer.folder}`);
  await rm(stamp, { force: true });
  await mkdir(target, { recursive: true });
  const deadline = Date.now() + peer.buildSeconds * 1000;
  for (const step of peer.build) {
    // Compilers would take the machine from whoever shares it.
    const command = ["nice", "-n", "10", ...step.command];
    const failure = await runCommand(command, { cwd: source, env: step.env ?? {} }, Math.max(1, deadline - Date.now()));
    if (failure !== undefined) return failure.replace(/^nice/, step.command[0] ?? "");
  }
  await writeFile(stamp, wanted);
  return undefined;
}

async function digest(folder: string, recipe: string): Promise<string> {
  const hash = createHash("sha256").update(recipe);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.sort()) hash.update(file).update(await readFile(file));
  return hash.digest("hex");
}
