import type { Entry, Role } from "./entry.ts";
import { matches } from "./matches.ts";
import type { Finding, Outcome } from "./outcome.ts";
import { type Sampled, sampled } from "./sampled.ts";

/** How one version of one entry came out. */
export interface Judged {
  readonly role: Role;
  readonly version: string;
  readonly verdict: "hit" | "miss" | "silent" | "false-alarm" | "skipped" | "crashed";
  /** One sentence: what was found, or why nothing was. */
  readonly because: string;
  /** Whether the flaw was found; absent where that was not put to the test. */
  readonly found?: boolean;
  readonly fails: number;
  /** Of a fixed or clean version: what it was wrongly accused of. */
  readonly falseAlarms: readonly Finding[];
  readonly suspected: number;
  readonly inconclusive: number;
  readonly sampled: Sampled;
  readonly requests: number;
  readonly seconds: number;
}

/** Compares what a run reported with what the entry expects of that version. */
export function judge(entry: Entry, role: Role, version: string, outcome: Outcome): Judged {
  if (outcome.state !== "ran") {
    // A harness that broke down on a vulnerable server has not found its flaw.
    const failed = role === "vulnerable" && outcome.state === "crashed" && outcome.by === "harness";
    const verdict = { role, version, verdict: outcome.state, because: outcome.reason, ...(failed && { found: false }) };
    return { ...nothing, ...verdict };
  }
  const { findings, requests, seconds, cutShort } = outcome;
  const count = (wanted: Finding["verdict"]) => findings.filter(({ verdict }) => verdict === wanted).length;
  return {
    role,
    version,
    fails: count("fail"),
    falseAlarms: [],
    suspected: count("suspected"),
    inconclusive: count("inconclusive"),
    sampled: sampled(entry, findings),
    requests,
    seconds,
    ...(role === "vulnerable" ? flawed(entry, findings, cutShort) : sound(entry, findings, cutShort)),
  };
}

const nothing = {
  fails: 0,
  falseAlarms: [],
  suspected: 0,
  inconclusive: 0,
  sampled: { results: 0, inconclusive: 0, parameters: 0, open: [] },
  requests: 0,
  seconds: 0,
} as const;

function flawed(entry: Entry, findings: readonly Finding[], cutShort: string | undefined) {
  const rows = entry.kind === "vulnerable" ? entry.expect.vulnerable : [];
  const expected = findings.filter((finding) => rows.some((row) => matches(row, finding)));
  const hit = expected.find(({ verdict }) => verdict === "fail");
  if (hit) return { verdict: "hit", because: told(hit), found: true } as const;
  const nearest = (["suspected", "error", "inconclusive", "pass", "not-applicable"] as const)
    .map((wanted) => expected.find(({ verdict }) => verdict === wanted))
    .find((finding) => finding !== undefined);
  const said = nearest ? told(nearest) : "No result was about what is flawed.";
  return { verdict: "miss", because: [cutShort, said].filter(Boolean).join(" "), found: false } as const;
}

function sound(entry: Entry, findings: readonly Finding[], cutShort: string | undefined) {
  const falseAlarms = findings.filter((finding) => finding.verdict === "fail" && isFalseAlarm(entry, finding));
  const [first] = falseAlarms;
  if (first === undefined) return { verdict: "silent", because: cutShort ?? "" } as const;
  return { verdict: "false-alarm", because: told(first), falseAlarms } as const;
}

/** On a clean server every `fail` is one; on a fixed version those about what was mended. */
function isFalseAlarm(entry: Entry, fail: Finding): boolean {
  if (entry.expect.known.some((row) => matches(row, fail))) return false;
  if (entry.kind === "clean") return true;
  return entry.expect.vulnerable.some(({ suite, tool }) =>
    matches(tool === undefined ? { suite } : { suite, tool }, fail),
  );
}

function told({ check, tool, param, verdict, because }: Finding): string {
  const subject = [tool, param].filter((part) => part !== undefined).join(" ");
  return `${check}${subject === "" ? "" : ` (${subject})`}: ${verdict}: ${because}`;
}
