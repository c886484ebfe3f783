import type { Evidence } from "../../../src/model/check.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { refusalsApart } from "../../../src/oracle/access/refusals-apart.ts";
import { timeApart } from "../../../src/oracle/timing/time-apart.ts";
import { unclear } from "../../inconclusive.ts";
import { type Attempt, attemptOf, attemptsOf } from "../people/attempts.ts";
import { rightUserNotServed } from "../people/judgements.ts";

/** One way in which two who are refused are told apart. */
interface Telling {
  readonly technique: "status" | "text" | "timing";
  readonly because: string;
  readonly proof: readonly [string, ...string[]];
  readonly same: boolean;
}

/** Two who must both be refused, and are answered differently every time: then the answer says who of them exists. */
export function judgeExistence(evidence: Evidence): Judgement {
  const right = attemptOf(evidence, "right");
  if (right?.access !== "served") return rightUserNotServed;
  const missing = right.exchange.facts.missing;
  const pairs = pairsIn(evidence);
  if (pairs.length === 0) {
    const because = typeof missing === "string" && missing !== "" ? missing : "nobody was there to be refused";
    return { verdict: "inconclusive", reason: "no-credentials", because };
  }
  const refused = pairs.filter((pair) => pair.every((side) => side.every(({ access }) => access === "refused")));
  const tellings = refused.flatMap(tellingsOf);
  const [first] = [...tellings.filter(({ same }) => same), ...tellings];
  if (first !== undefined) {
    const { because } = first;
    const control = right.exchange.id;
    if (!first.same) {
      const doubt = `${because}; their tokens may differ in more than who they are`;
      return { verdict: "suspected", because: doubt, proof: first.proof, control };
    }
    const techniques = [...new Set(tellings.filter(({ same }) => same).map(({ technique }) => technique))];
    return { verdict: "fail", because, proof: first.proof, control, techniques };
  }
  if (refused.length === 0) {
    if (pairs.flat(2).some(({ access }) => access === "served"))
      return { verdict: "not-applicable", because: "they are not refused, which another check tells of" };
    return unclear("those who are to be refused were not answered");
  }
  const because = `${names(refused)} were refused alike: in status, words and time`;
  return { verdict: "pass", because, control: right.exchange.id };
}

type Pair = readonly [readonly Attempt[], readonly Attempt[]];

function pairsIn(evidence: Evidence): readonly Pair[] {
  const pairs: Pair[] = [];
  for (let at = 1; ; at += 1) {
    const known = attemptsOf(evidence, `pair ${at} known`);
    const unknown = attemptsOf(evidence, `pair ${at} unknown`);
    if (known.length === 0 || unknown.length === 0) return pairs;
    pairs.push([known, unknown]);
  }
}

function tellingsOf([known, unknown]: Pair): readonly Telling[] {
  const [one] = known;
  const [other] = unknown;
  if (one === undefined || other === undefined) return [];
  const who = `${says(one)} and ${says(other)}`;
  const same = one.exchange.facts.same === true;
  const ids = [known, unknown].map((side) => side.map(({ exchange }) => exchange.id));
  const tellings: Telling[] = [];
  const replies = [known, unknown].map((side) => side.map(({ exchange }) => exchange.reply));
  const apart = refusalsApart(replies[0] ?? [], replies[1] ?? [], sentIn([...known, ...unknown]));
  if (apart !== undefined) {
    const because = `${who}, both refused, are told apart by ${apart.by}, each of ${known.length} times: ${apart.one} against ${apart.other}`;
    tellings.push({ technique: apart.by, because, proof: [one.exchange.id, other.exchange.id], same });
  }
  const durations = [known, unknown].map((side) => side.map(({ exchange }) => exchange.durationMs));
  const time = timeApart(durations[0] ?? [], durations[1] ?? []);
  if (time !== undefined) {
    const slower = time.ms > 0 ? "longer" : "less long";
    const because = `${who}, both refused, are told apart by time: the first takes ${Math.round(Math.abs(time.ms))} ms ${slower} (chance of that: ${time.falseAlarm.toExponential(0)})`;
    const [first = one.exchange.id, ...others] = ids.flat();
    tellings.push({ technique: "timing", because, proof: [first, ...others], same });
  }
  return tellings;
}

function says({ exchange }: Attempt): string {
  return String(exchange.facts.says);
}

function sentIn(attempts: readonly Attempt[]): readonly string[] {
  const told = attempts.flatMap(({ exchange }) => exchange.facts.sent ?? []);
  // The longest first: a name may be part of an address.
  return [...new Set(told.filter((value) => typeof value === "string"))].sort((a, b) => b.length - a.length);
}

function names(pairs: readonly Pair[]): string {
  return pairs
    .map(([[known], [unknown]]) =>
      [known, unknown]
        .flatMap((one) => one ?? [])
        .map(says)
        .join(" and "),
    )
    .join(", ");
}
