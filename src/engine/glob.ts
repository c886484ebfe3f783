import picomatch from "picomatch";

/** True when a glob of the owner, or the name itself, matches a name. `*` matches a slash too: names of tools are not paths. */
export function matchesGlob(glob: string, name: string): boolean {
  return glob === name || picomatch.isMatch(name, glob, { bash: true });
}
