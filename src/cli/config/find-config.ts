import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { HarnessError } from "../../model/errors.ts";

const names = ["gauntlet.config.json", "gauntlet.config.yaml", "gauntlet.config.yml", "gauntlet.config.mjs"];

/** The config to read: the one named on the command line, else the only one in the working directory, else none. */
export function findConfig(named: string | undefined, directory: string): string | undefined {
  if (named !== undefined) return resolve(directory, named);
  const [first, second] = names.filter((name) => existsSync(join(directory, name)));
  if (first !== undefined && second !== undefined) {
    throw new HarnessError(
      "usage",
      `There are two config files here: ${first} and ${second}.`,
      `Say which one with --config ${first}, or remove one.`,
    );
  }
  return first === undefined ? undefined : join(directory, first);
}
