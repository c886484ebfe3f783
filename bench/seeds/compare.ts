import type { Found } from "../twins/scan-twin.ts";

/** A subject that one check did not judge alike under every seed. */
export interface Unsteady {
  /** Check and subject, such as `sql-injection/argument-in-sql-text find.name`. */
  readonly what: string;
  /** Each verdict, and the seeds under which it was given. */
  readonly verdicts: ReadonlyMap<string, readonly number[]>;
}

/** What differs between scans of the same server; `missing` is the verdict of a subject that a scan does not name. */
export function unsteadyAmong(scans: ReadonlyMap<number, readonly Found[]>): readonly Unsteady[] {
  const names = new Set([...scans.values()].flat().map(nameOf));
  return [...names].flatMap((what) => {
    const verdicts = new Map<string, number[]>();
    for (const [seed, found] of scans) {
      const verdict = found.find((one) => nameOf(one) === what)?.verdict ?? "missing";
      verdicts.set(verdict, [...(verdicts.get(verdict) ?? []), seed]);
    }
    return verdicts.size > 1 ? [{ what, verdicts }] : [];
  });
}

function nameOf({ check, subject }: Found): string {
  return `${check} ${subject}`;
}
