import type { Evidence } from "../../../src/model/check.ts";
import type { Exchange } from "../../../src/model/exchange.ts";
import { replyText, succeeded } from "../../../src/model/reply.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { failureIn } from "../../../src/oracle/answer/failure-in.ts";
import { outageTold } from "../../../src/oracle/answer/outage.ts";
import { learnAnswer, sameAnswer } from "../../../src/oracle/answer/stable.ts";
import { noControl, unclear, withoutControl } from "../../inconclusive.ts";

/** What a tool answered while its database worked and while it did not. */
export interface ToldOfFaults {
  /** Both valid calls. */
  readonly valid: readonly [Exchange, Exchange];
  /** One for each fault, over the session of the valid ones. */
  readonly failing: readonly Exchange[];
  /** Once the database was back, in order. */
  readonly back: readonly Exchange[];
  /** Those of both that went over another session, since the first one had ended. */
  readonly elsewhere: readonly Exchange[];
}

/** Sorts the evidence of `probeFaults`; a judgement where there is nothing to judge. Pure. */
export function toldOfFaults({ subject, exchanges, observations }: Evidence): ToldOfFaults | Judgement {
  if (subject.tool === undefined) {
    return withoutControl("no call of a tool worked, so there was nothing to ask while the database fails");
  }
  const labelled = (label: string) => exchanges.find((one) => one.label === label && worked(one));
  const [first, second] = [labelled("valid"), labelled("valid again")];
  if (first === undefined || second === undefined) return noControl;
  const used = observations.find(({ label }) => label === "valid");
  if (used?.facts.statements === 0) {
    return {
      verdict: "not-applicable",
      because: "no statement of its valid call was seen: it does without the database",
    };
  }
  const asked = exchanges.filter(({ role }) => role === "attack");
  if (asked.length === 0) return unclear("it was not asked while the database failed");
  const back = exchanges.filter(({ role }) => role === "confirm");
  const goesOn = ({ session }: Exchange): boolean => session === second.session;
  return {
    valid: [first, second],
    failing: asked.filter(goesOn),
    back,
    elsewhere: exchanges.filter((one) => (asked.includes(one) || back.includes(one)) && !goesOn(one)),
  };
}

/** True for a call that did what was asked. */
export function worked({ reply }: Exchange): boolean {
  return succeeded(reply) && failureIn(reply) === undefined;
}

/** True for a call that gives the answer it gave before, or at least as much: nothing is not what it was asked for. */
export function worksAsBefore(exchange: Exchange, valid: readonly Exchange[]): boolean {
  return worked(exchange) && !saysLess(exchange, valid);
}

/** Nothing in place of something: a shorter answer than before, or one that denies, where the answer was the same each time. */
export function saysLess({ reply }: Exchange, valid: readonly Exchange[]): boolean {
  const answer = learnAnswer(
    valid.map((one) => one.reply),
    "",
  );
  if (answer === undefined || sameAnswer(answer, reply, "")) return false;
  const shortest = Math.min(...valid.map((one) => replyText(one.reply).length));
  return outageTold(reply) === "refusal" || replyText(reply).length < shortest * 0.8;
}

/** What was wrong with the database while an exchange went on, as the rest of a sentence. */
export function whileFailing({ facts }: Exchange): string {
  return `while the database ${phrases[String(facts.fault)] ?? "failed"}`;
}

const phrases: Readonly<Record<string, string>> = {
  down: "was down",
  stalled: "did not answer",
  cut: "broke off in the middle of its answer",
};
