import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "../interop/run-command.ts";
import type { Entry } from "./entry.ts";
import type { Values } from "./placeholders.ts";

const mostMs = 15 * 60_000;

/**
 * Installs one version of an entry's package under `cache`, unless that was done before; a half-done install is done
 * again. Gives what its placeholders stand for, or one sentence when it cannot be had.
 */
export async function install(
  entry: Entry,
  version: string,
  cache: string,
  note: (text: string) => void,
): Promise<Values | string> {
  const folder = packageFolder(entry, version, cache);
  const { steps, values } = recipes[entry.ecosystem](entry, version, folder);
  const stamp = join(folder, ".finished");
  const wanted = JSON.stringify(steps);
  if ((await readFile(stamp, "utf8").catch(() => "")) === wanted) return values();
  note(`installing ${entry.package} ${version}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  if (entry.ecosystem === "npm") await writeFile(join(folder, "package.json"), '{ "private": true }\n');
  for (const { command, env, optional } of steps) {
    const failure = await runCommand(command, { cwd: folder, env: env ?? {} }, mostMs);
    if (failure === undefined) continue;
    if (!optional) return `${entry.package} ${version} could not be installed: ${failure}`;
    note(`${entry.id}: ${command.join(" ")}: ${failure}`);
  }
  await writeFile(stamp, wanted);
  return values();
}

/** Where one version of an entry's package is installed. */
export function packageFolder(
  { package: name, ecosystem, extraPackages }: Entry,
  version: string,
  cache: string,
): string {
  const all = [name, version, ...extraPackages].join("+").replaceAll(/[^\w.@+-]+/g, "_");
  return join(cache, "packages", `${ecosystem}-${all}`);
}

interface Step {
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Whether the server may work without it. */
  readonly optional?: true;
}

interface Recipe {
  readonly steps: readonly Step[];
  readonly values: () => Promise<Values>;
}

const recipes: Record<Entry["ecosystem"], (entry: Entry, version: string, folder: string) => Recipe> = {
  npm,
  pypi,
  go,
};

function npm(entry: Entry, version: string, folder: string): Recipe {
  const modules = join(folder, "node_modules");
  const flags = ["--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  return {
    steps: [
      { command: ["npm", "install", ...flags, `${entry.package}@${version}`, ...entry.extraPackages] },
      ...entry.nativeBuild.map((name): Step => {
        return { command: ["npm", "rebuild", "--prefix", folder, "--ignore-scripts=false", name], optional: true };
      }),
    ],
    values: async () => ({ pkg: join(modules, entry.package), node_modules: modules, bin: join(modules, ".bin") }),
  };
}

function pypi(entry: Entry, version: string, folder: string): Recipe {
  const bin = join(folder, "venv/bin");
  const python = join(bin, "python");
  const packages = [`${entry.package}==${version}`, ...entry.extraPackages];
  return {
    steps: [
      { command: ["python3", "-m", "venv", join(folder, "venv")] },
      { command: [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...packages] },
    ],
    values: async () => {
      const [release = ""] = await readdir(join(folder, "venv/lib"));
      // A distribution's folder is mostly its name with underscores.
      const module = entry.package.replace(/\[.*/, "").replaceAll(/[-.]+/g, "_");
      return { bin, python, pkg: join(folder, "venv/lib", release, "site-packages", module) };
    },
  };
}

function go(entry: Entry, version: string, folder: string): Recipe {
  const bin = join(folder, "bin");
  const at = /^\d/.test(version) ? `v${version}` : version;
  const packages = [`${entry.package}@${at}`, ...entry.extraPackages];
  return {
    steps: packages.map((name) => ({ command: ["go", "install", name], env: { GOBIN: bin } })),
    values: async () => ({ bin, pkg: folder }),
  };
}
