import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";

/**
 * Compiles the programs of this folder, and says where they are then: a generator runs as its users have it, and what would
 * translate it on the way counts neither as its memory nor as its work.
 */
export async function compilePrograms(): Promise<URL> {
  const compiler = createRequire(import.meta.url).resolve("typescript/package.json");
  const tsc = fileURLToPath(new URL("bin/tsc", pathToFileURL(compiler)));
  const project = fileURLToPath(new URL("tsconfig.json", import.meta.url));
  await promisify(execFile)(process.execPath, [tsc, "-p", project]);
  return new URL("../../.cache/bench-load/bench/load/", import.meta.url);
}
