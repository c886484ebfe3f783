import { existsSync, realpathSync } from "node:fs";
import { dirname, isAbsolute } from "node:path";
import type { Acquainted } from "../connect/record/error-ledger.ts";
import { type Json, stringsIn } from "../model/json.ts";
import type { ScanRequest } from "./scan-request.ts";

/** What whoever starts the run knows anyhow: an error that says it again tells nothing. */
export function acquaintance({ target, promises, samples }: ScanRequest): Omit<Acquainted, "acting"> {
  const given = [...(promises.roots ?? []), ...stringsIn(samples as Json)];
  if (target.kind === "http") {
    const { host, hostname, origin } = new URL(target.url);
    return { known: [...given, host, hostname, origin], exists: undefined };
  }
  const { command, args, cwd, env } = target;
  const started = [command, ...args, cwd ?? process.cwd(), ...Object.values(env)];
  const programs = [...started, ...started.flatMap(whereItIs)];
  return { known: [...given, ...programs, ...programs.flatMap(foldersOf)], exists: existsSync };
}

/** What a link that is named by its path leads to: programs tell where they are, not how they were called. */
function whereItIs(path: string): string[] {
  return isAbsolute(path) && existsSync(path) ? [realpathSync(path)] : [];
}

/**
 * The folder of a program that is named by its path, and the one around it: a package has its program in `dist` or `bin`. Of an
 * installed package also the folder of the installation.
 */
function foldersOf(path: string): string[] {
  if (!isAbsolute(path)) return [];
  const folder = dirname(path);
  const around = dirname(folder);
  const [installation = "", inside] = path.split(/[\\/]node_modules[\\/]/);
  return [folder, around, ...(inside === undefined ? [] : [installation])].filter(
    (one) => one.split(/[\\/]/).length > 3,
  );
}
