import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The version in the package.json nearest above this file: the same from the sources and from dist. */
export function version(): string {
  let directory = import.meta.dirname;
  while (!existsSync(join(directory, "package.json"))) directory = dirname(directory);
  const manifest: { version?: string } = JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
  return manifest.version ?? "0.0.0";
}
