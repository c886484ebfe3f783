import { createHash } from "node:crypto";
import { join } from "node:path";
import { buildNative } from "./build-native.ts";
import { type Compared, compare } from "./compare.ts";
import type { Databases } from "./database/databases.ts";
import { type Entry, type Role, versionOf } from "./entry.ts";
import type { FoundEntry } from "./find-entries.ts";
import { digestOf } from "./find-harness.ts";
import type { Harness } from "./harness.ts";
import { install, packageFolder } from "./install.ts";
import { type Judged, judge } from "./judge.ts";
import { unmet } from "./needs.ts";
import type { Outcome } from "./outcome.ts";
import { remember, remembered } from "./remembered.ts";
import { runVersion, type VersionRun } from "./run-version.ts";
import { type EntryResult, suiteNotBuilt } from "./score.ts";
import { canBeTapped } from "./tapped.ts";

/** What a run of the bench is made of. */
export interface Corpus {
  readonly entries: readonly FoundEntry[];
  readonly harness: Harness;
  readonly databases: Databases;
  /** Folder for installs, results and reports. */
  readonly cache: string;
  /** Whether outcomes of an earlier run with the same build and the same entry are taken as they are. */
  readonly reuse: boolean;
  readonly limits: VersionRun["limits"];
  readonly note: (text: string) => void;
}

/** Runs every entry, one after the other. What goes wrong with one is said in its result and stops no other. */
export async function runCorpus(corpus: Corpus): Promise<readonly EntryResult[]> {
  const results: EntryResult[] = [];
  for (const found of corpus.entries) results.push(await runEntry(corpus, found));
  return results;
}

async function runEntry(corpus: Corpus, found: FoundEntry): Promise<EntryResult> {
  const { entry } = found;
  if (typeof entry === "string") {
    corpus.note(`${found.name}: ${entry}`);
    return { ...broken, id: found.name, stopped: { state: "crashed", reason: entry } };
  }
  const flawed = entry.kind === "vulnerable";
  const about = {
    id: entry.id,
    kind: entry.kind,
    category: flawed ? entry.category : "",
    package: entry.package,
    ecosystem: entry.ecosystem,
    suites: flawed ? [...new Set(entry.expect.vulnerable.map(({ suite }) => suite))] : [],
  };
  const reason = unmet(entry.needs, corpus.databases);
  if (reason !== undefined) {
    corpus.note(`${entry.id}: skipped: ${reason}`);
    return { ...about, ...nothing, stopped: { state: "skipped", reason } };
  }
  const runs: Judged[] = [];
  const tapped: Judged[] = [];
  const compared: Compared[] = [];
  for (const role of ["vulnerable", "fixed"] as const) {
    const version = versionOf(entry, role);
    // Nothing is expected of a version that is not scored, so running it would tell nothing.
    if (version === undefined || (role === "fixed" && entry.expect.fixed === "unscored")) continue;
    const built = role === "fixed" || about.suites.some((suite) => corpus.harness.suites.includes(suite));
    const one = async (tap: boolean): Promise<Outcome> => {
      const outcome: Outcome = built
        ? await outcomeOf(corpus, found, { entry, role, version, tap }).catch(brokenDown)
        : { state: "skipped", reason: suiteNotBuilt };
      const judged = judge(entry, role, version, outcome);
      (tap ? tapped : runs).push(judged);
      const which = tap ? `${role}, tap` : role;
      corpus.note(`${entry.id} ${version} (${which}): ${judged.verdict} in ${judged.seconds} s. ${judged.because}`);
      return outcome;
    };
    const off = await one(false);
    if (canBeTapped(entry)) compared.push(compare(off, await one(true)));
  }
  return { ...about, runs, tapped, compared };
}

/** What the bench itself could not do, such as removing a folder that somebody writes to. */
function brokenDown(cause: unknown): Outcome {
  const reason = `the bench broke down: ${cause instanceof Error ? cause.message : String(cause)}`;
  return { state: "crashed", by: "entry", reason };
}

const nothing = { runs: [], tapped: [], compared: [] } as const;
const broken = { kind: "broken", category: "", package: "", ecosystem: "", suites: [], ...nothing } as const;

async function outcomeOf(
  { harness, databases, cache, reuse, limits, note }: Corpus,
  { text, stubs }: FoundEntry,
  { entry, role, version, tap }: { entry: Entry; role: Role; version: string; tap: boolean },
): Promise<Outcome> {
  const name = `${entry.id}-${role}${tap ? "-tap" : ""}`;
  const file = join(cache, "results", `${name}.json`);
  const key = createHash("sha256")
    .update(`${harness.digest}\n${await digestOf([stubs])}\n${text}`)
    .digest("hex");
  const before = reuse ? await remembered(file, key) : undefined;
  if (before?.state === "ran") return before;
  const installed = await install(entry, version, cache, note);
  if (typeof installed === "string") return { state: "crashed", by: "entry", reason: installed };
  const out = join(cache, "reports", name);
  const run = { entry, role, tap, installed, stubs, databases, harness, out, limits };
  let outcome = await runVersion(run);
  const dead = outcome.state === "crashed" && outcome.by === "entry" && entry.ecosystem === "npm";
  if (dead && (await buildNative(packageFolder(entry, version, cache), note))) outcome = await runVersion(run);
  await remember(file, key, outcome);
  return outcome;
}
