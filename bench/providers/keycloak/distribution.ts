import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { runCommand } from "../../interop/run-command.ts";
import { places } from "../places.ts";

/** The release that docs/auth.md was measured with. */
export const usualVersion = "26.4.0";

/** Milliseconds for 160 MB from a registry, or out of a file. */
const timeoutMs = 900_000;

/**
 * The folder of a Keycloak distribution: `wanted` where that is one, unpacked where it is its archive, else the release of that
 * number, fetched by Maven once. Throws where there is none.
 */
export async function distribution(wanted: string, tell: (line: string) => void): Promise<string> {
  const path = resolve(wanted);
  if (existsSync(join(path, "bin/kc.sh"))) return path;
  const archive = existsSync(path);
  const target = join(places.keycloak, archive ? basename(path).replace(/\.(?:zip|tar\.gz|tgz)$/, "") : wanted);
  if (existsSync(join(target, "bin/kc.sh"))) return target;
  const unpacking = `${target}.unpacking`;
  await rm(unpacking, { recursive: true, force: true });
  await mkdir(unpacking, { recursive: true });
  tell(archive ? `unpacking ${path}` : `fetching Keycloak ${wanted}`);
  const command = archive ? unpack(path, unpacking) : fetched(wanted, unpacking);
  const failure = await runCommand(command, { cwd: places.root, env: {} }, timeoutMs);
  const [folder = ""] = failure === undefined ? await readdir(unpacking) : [];
  if (folder !== "") await rename(join(unpacking, folder), target);
  await rm(unpacking, { recursive: true, force: true });
  if (failure !== undefined) throw new Error(`No Keycloak from ${wanted}: ${failure}`);
  return target;
}

function unpack(file: string, folder: string): readonly string[] {
  return file.endsWith(".zip") ? ["unzip", "-q", file, "-d", folder] : ["tar", "-xzf", file, "-C", folder];
}

function fetched(version: string, folder: string): readonly string[] {
  const artifact = `org.keycloak:keycloak-quarkus-dist:${version}:zip`;
  const goal = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:unpack";
  return ["mvn", "-B", "-q", goal, `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`];
}
