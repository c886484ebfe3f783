import { join, relative, resolve } from "node:path";

/** Where a run is written to: the folder asked for, else `reports/<target>-<time>` with the time in UTC. */
export function runPath(
  out: string | undefined,
  configured: { readonly out: string | undefined; readonly directory: string },
  directory: string,
  targetName: string,
  at: Date,
): string {
  if (out !== undefined) return resolve(directory, out);
  if (configured.out !== undefined) return resolve(configured.directory, configured.out);
  const time = at.toISOString().slice(0, 19).replaceAll(":", "-");
  return join(directory, "reports", `${targetName}-${time}Z`);
}

/** The path as a person would write it from here. */
export function shownPath(path: string, directory: string): string {
  const near = relative(directory, path);
  return near.startsWith("..") ? path : near;
}
