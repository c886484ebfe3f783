import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import type { Harness } from "./harness.ts";

const listed = z.array(z.object({ name: z.string() }));

/** The build in `root`/dist. Throws when there is none. */
export async function findHarness(root: string): Promise<Harness> {
  const command = [process.execPath, join(root, "dist/bin/mcp-gauntlet.js")];
  const { stdout } = await promisify(execFile)(process.execPath, [...command.slice(1), "list", "--json"]);
  const suites = listed.parse(JSON.parse(stdout)).map(({ name }) => name);
  const folders = ["bin", "src", "suites"].map((name) => join(root, "dist", name));
  return { command, suites, digest: await digestOf(folders) };
}

/** One digest over the names and contents of all files in some folders; a folder that is not there has none. */
export async function digestOf(folders: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const folder of folders) {
    const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    const files = found.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
    for (const file of files.sort()) hash.update(file.slice(folder.length)).update(await readFile(file));
  }
  return hash.digest("hex");
}
