import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "../interop/run-command.ts";

/**
 * Builds the packages of an npm install whose native part is missing, which installs without scripts leave out and an
 * entry may have forgotten to name. True when there were such and all were built.
 */
export async function buildNative(folder: string, note: (text: string) => void): Promise<boolean> {
  const modules = join(folder, "node_modules");
  const missing = (await packagesIn(modules)).filter((name) => isUnbuilt(join(modules, name)));
  if (missing.length === 0) return false;
  note(`building ${missing.join(", ")}`);
  const command = ["npm", "rebuild", "--prefix", folder, "--ignore-scripts=false", ...missing];
  const failure = await runCommand(command, { cwd: folder, env: {} }, 15 * 60_000);
  if (failure !== undefined) note(failure);
  return failure === undefined;
}

async function packagesIn(modules: string): Promise<string[]> {
  const names = await readdir(modules).catch(() => []);
  const nested = names.map(async (name) => {
    if (!name.startsWith("@")) return [name];
    return (await readdir(join(modules, name))).map((inner) => `${name}/${inner}`);
  });
  return (await Promise.all(nested)).flat();
}

function isUnbuilt(folder: string): boolean {
  return (
    existsSync(join(folder, "binding.gyp")) && !["build", "prebuilds"].some((name) => existsSync(join(folder, name)))
  );
}
