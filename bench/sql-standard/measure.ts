import { type Found, scanTwin } from "../twins/scan-twin.ts";
import { type DatabaseName, startDatabase } from "../twins/start-database.ts";
import type { Twin } from "../twins/twins.ts";
import { type Weakness, weaknessesOn } from "./expected.ts";

/** What came of all seeds on one database. */
export interface Measured {
  readonly database: DatabaseName;
  readonly seeds: number;
  readonly rows: readonly Row[];
  /** Alarms on what is sound, as sentences. */
  readonly alarms: readonly string[];
  /** Subjects whose verdict is not the same under every seed. */
  readonly unsteady: readonly string[];
  /** The most requests that a subject without a finding took, and how many of such subjects stayed inconclusive. */
  readonly sound: { readonly subjects: number; readonly mostRequests: number; readonly inconclusive: number };
}

/** One vulnerable parameter. */
export interface Row extends Weakness {
  /** Seeds under which it was found. */
  readonly found: number;
  readonly techniques: readonly string[];
  /** The most requests over both rounds. */
  readonly requests: number;
}

const variants = ["vulnerable", "hardened", "echo"] as const;
type Variant = (typeof variants)[number];

const options = ["--check", "sql-injection/argument-in-sql-text"];

/** Scans the twin's variants on one database under each seed; undefined where the database cannot be started. */
export async function measure(
  twin: Twin,
  database: DatabaseName,
  seeds: number,
  tell: (line: string) => void,
): Promise<Measured | undefined> {
  const running = await startDatabase(database, seeds * variants.length);
  if (running === undefined) return undefined;
  const scans: { readonly variant: Variant; readonly found: readonly Found[] }[] = [];
  try {
    for (let seed = 1; seed <= seeds; seed += 1) {
      for (const variant of variants) {
        const address = running.fresh();
        const found = await scanTwin({ twin, variant: ["--variant", variant], address, seed, options });
        scans.push({ variant, found });
        const fails = found.filter(({ verdict }) => verdict === "fail").length;
        tell(`${database} ${variant}, seed ${seed}: ${fails} of ${found.length} fail`);
      }
    }
  } finally {
    await running.stop();
  }
  return summed(weaknessesOn(database, twin), database, seeds, scans);
}

function summed(
  weak: readonly Weakness[],
  database: DatabaseName,
  seeds: number,
  scans: readonly { readonly variant: Variant; readonly found: readonly Found[] }[],
): Measured {
  const weakSubjects = new Set(weak.map(({ subject }) => subject));
  const all = scans.flatMap(({ variant, found }) => found.map((one) => ({ ...one, variant })));
  const flawed = (one: (typeof all)[number]): boolean => one.variant === "vulnerable" && weakSubjects.has(one.subject);
  const rows = weak.map((weakness) => {
    const mine = all.filter((one) => flawed(one) && one.subject === weakness.subject);
    return {
      ...weakness,
      found: mine.filter(({ verdict }) => verdict === "fail").length,
      techniques: [...new Set(mine.flatMap(({ techniques }) => techniques))],
      requests: Math.max(0, ...mine.map(({ requests }) => requests)),
    };
  });
  const sound = all.filter((one) => !flawed(one));
  const alarms = sound.filter(({ verdict }) => verdict === "fail" || verdict === "suspected");
  const verdicts = new Map<string, Set<string>>();
  for (const { variant, subject, verdict } of all) {
    const key = `${variant} ${subject}`;
    verdicts.set(key, (verdicts.get(key) ?? new Set()).add(verdict));
  }
  return {
    database,
    seeds,
    rows,
    alarms: [...new Set(alarms.map(({ variant, subject, verdict }) => `${variant} ${subject}: ${verdict}`))],
    unsteady: [...verdicts].filter(([, seen]) => seen.size > 1).map(([key, seen]) => `${key}: ${[...seen].join(", ")}`),
    sound: {
      subjects: sound.length,
      mostRequests: Math.max(0, ...sound.map(({ requests }) => requests)),
      inconclusive: sound.filter(({ verdict }) => verdict === "inconclusive").length,
    },
  };
}
