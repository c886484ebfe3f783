import type { Entry } from "./entry.ts";
import type { Outcome } from "./outcome.ts";

const suite = "load";

/** True where a load may find the flaw of an entry, and the harness can make one. */
export function expectsLoad({ kind, expect }: Entry, suites: readonly string[]): boolean {
  if (kind !== "vulnerable" || !suites.includes(suite)) return false;
  return expect.vulnerable.some((row) => row.suite === suite);
}

/** What a scan and a load of the same version came to together. */
export function loadToo(scanned: Outcome, loaded: Outcome): Outcome {
  if (scanned.state !== "ran") return scanned;
  if (loaded.state !== "ran") return loaded;
  const cutShort = scanned.cutShort ?? loaded.cutShort;
  return {
    state: "ran",
    findings: [...scanned.findings, ...loaded.findings],
    requests: scanned.requests + loaded.requests,
    seconds: scanned.seconds + loaded.seconds,
    ...(cutShort === undefined ? {} : { cutShort }),
  };
}
