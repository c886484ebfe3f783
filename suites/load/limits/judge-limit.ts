import type { Evidence } from "../../../src/model/check.ts";
import type { Excess, ExcessFacts, Served } from "../../../src/model/load/limits.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { unclear, withoutControl } from "../../inconclusive.ts";
import { factsOf } from "../over/facts-of.ts";
import { isTakenIn } from "./taken-in.ts";

/** Requests of others that were not answered meanwhile, of which fewer may be anything, and their share of all. */
const leastUnserved = 3;
const unservedShare = 0.5;
/** Refusals that are about who asks, how often or over which session: nobody looked at the size. */
const ofTheCaller: ReadonlySet<number | null> = new Set([401, 403, 404, 429, 503]);

/** What came of something excessive: who else was served before, meanwhile and after; pure. */
export function judgeLimit(evidence: Evidence, excesses: readonly Excess[]): Judgement {
  const sent = excesses.map((excess) => factsOf<ExcessFacts>(evidence, labelOf(excess)));
  const done = sent.filter((one) => typeof one !== "string");
  const [first] = done;
  if (first === undefined) return withoutControl(typeof sent[0] === "string" ? sent[0] : "nothing was sent");
  if (first.facts.before.answered < first.facts.before.asked)
    return withoutControl("a small request was not answered before either");
  const proof = done.map(({ id }) => id) as [string, ...string[]];
  for (const { id, facts } of done) {
    if (facts.after.answered === 0) {
      const because = `after ${labelOf(facts.excess)} the server answered nobody any more (it came to: ${facts.outcome})`;
      return { verdict: "fail", because, proof: [id], techniques: ["gone"] };
    }
    if (unserved(facts.meanwhile)) {
      const { asked, answered } = facts.meanwhile;
      const because = `while it had ${labelOf(facts.excess)}, ${asked - answered} of ${asked} small requests of others were not answered within 5 s, or only with a 5xx; afterwards they were`;
      return { verdict: "fail", because, proof: [id], techniques: ["others"] };
    }
  }
  // A larger one tells more than a smaller one; of slow ones each is a question of its own.
  const { facts } = done.find((one) => one.facts.outcome === "held") ?? done.at(-1) ?? first;
  const slowest = Math.round(Math.max(...done.map((one) => one.facts.meanwhile.slowestMs)));
  const others = `others were answered within ${slowest} ms`;
  if (isTakenIn(facts) || facts.outcome === "held")
    return {
      verdict: "noted",
      because: `${labelOf(facts.excess)} met no limit (${facts.message ?? "taken"}); ${others}`,
      proof,
    };
  if (facts.outcome === "timeout")
    return {
      verdict: "noted",
      because: `${labelOf(facts.excess)} was not answered within ${seconds(facts.ms)}; ${others}`,
      proof,
    };
  // A process that ends and is started again ends its connections, too.
  if (facts.outcome === "closed") {
    const because = `${labelOf(facts.excess)} was answered by the end of the connection, without a word; ${others}`;
    return { verdict: "noted", because, proof };
  }
  if (facts.outcome === "http-status" && ofTheCaller.has(facts.status))
    return unclear(`${labelOf(facts.excess)} was refused with ${facts.status}, which need not be for its size`);
  const control = evidence.exchanges.find(({ label }) => label === "still there");
  if (control === undefined) return withoutControl("the server did not answer afterwards");
  const how = facts.status ?? facts.outcome;
  const because = `${labelOf(facts.excess)} came to an end after ${seconds(facts.ms)} (${how}); ${others}`;
  return { verdict: "pass", because, control: control.id };
}

/** What was sent, for people; also the label of its observation. */
export function labelOf(excess: Excess): string {
  switch (excess.kind) {
    case "body":
      return `a body of ${excess.bytes / (1024 * 1024)} MB`;
    case "depth":
      return `JSON of ${excess.levels} levels`;
    case "slow":
      return `${excess.connections} connections that send their ${excess.part} a byte a second`;
  }
}

function unserved({ asked, answered }: Served): boolean {
  return asked - answered >= leastUnserved && (asked - answered) / asked >= unservedShare;
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
