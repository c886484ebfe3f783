import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runCommand } from "../interop/run-command.ts";
import type { BenchServer } from "./server.ts";

/** Where packages and results are kept between runs. */
export const cache = fileURLToPath(new URL("../../.cache/arguments", import.meta.url));

/** Where the parts of an installed server are. */
export interface Installed {
  readonly pkg: string;
  readonly bin: string;
}

const installMs = 300_000;

/** Installs a server into a folder of its own unless it is there; one phrase on why it could not be. */
export async function install(server: BenchServer): Promise<Installed | string> {
  const { ecosystem, version } = server;
  const folder = join(cache, `${ecosystem}-${server.package.replaceAll("/", "_")}@${version}`);
  const stamp = join(folder, ".installed");
  const modules = join(folder, "node_modules");
  const places =
    ecosystem === "npm"
      ? { pkg: join(modules, server.package), bin: join(modules, ".bin") }
      : { pkg: folder, bin: join(folder, "venv/bin") };
  if (existsSync(stamp)) return places;
  await mkdir(folder, { recursive: true });
  for (const command of ecosystem === "npm" ? npm(server) : pip(server, folder)) {
    const failure = await runCommand(["nice", "-n", "10", ...command], { cwd: folder, env: {} }, installMs);
    if (failure !== undefined) return `not installed: ${failure}`;
  }
  await writeFile(stamp, "");
  return places;
}

function npm(server: BenchServer): readonly (readonly string[])[] {
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const built = (server.nativeBuild ?? []).map((name) => ["npm", "rebuild", name, "--prefix", "."]);
  return [["npm", "install", "--prefix", ".", ...quiet, `${server.package}@${server.version}`], ...built];
}

function pip(server: BenchServer, folder: string): readonly (readonly string[])[] {
  const venv = join(folder, "venv");
  return [
    ["python3", "-m", "venv", venv],
    [join(venv, "bin/pip"), "install", "-q", `${server.package}==${server.version}`, ...(server.with ?? [])],
  ];
}
