import type { Detector } from "./disclosure.ts";

/** Variables that nearly every process has: a dump without one is something else. */
const usual = /^(?:PATH|HOME|PWD|USER|SHELL|LANG|HOSTNAME|NODE_ENV|PYTHONPATH|JAVA_HOME|TERM|LOGNAME)$/;
const fewest = 4;

/** The environment of a process, printed as lines, as JSON or as a literal: usual variables and others, side by side. */
export const findEnvironment: Detector = function* find(text) {
  const names = new Map<string, number>();
  let usualOnes = 0;
  for (const match of text.matchAll(
    /(?<![\w.-])["']?(?<name>[A-Z][A-Z0-9_]{2,40})["']?(?:=|["']?: ?["'])[^\n"']{1,400}/g,
  )) {
    const name = match.groups?.name ?? "";
    if (names.has(name)) continue;
    names.set(name, match.index);
    if (usual.test(name)) usualOnes += 1;
    if (names.size > 400) break;
  }
  if (names.size < fewest || usualOnes < 2) return;
  const start = Math.min(...names.values());
  const shown = [...names.keys()].slice(0, 8).join(", ");
  yield { kind: "environment", what: `${names.size} environment variables`, text: shown, start, verified: true };
};
