import type { Exchange } from "../../../src/model/exchange.ts";
import { replyText } from "../../../src/model/reply.ts";
import { withoutReflection } from "../../../src/oracle/answer/without-reflection.ts";
import { complainsOfSql } from "../../../src/oracle/sql-complaint.ts";
import { answersLike, baseAnswer } from "./baselines.ts";
import { gaveUpOnTime } from "./delay-series.ts";
import { loneQuote } from "./lone-quote.ts";
import { sightOf } from "./sight.ts";
import { labelled, sentValue } from "./technique.ts";

/** Why silence earns no pass here, as one phrase; undefined when nothing speaks against one. Pure. */
export function doubtOf(exchanges: readonly Exchange[]): string | undefined {
  if (sightOf(exchanges).blind && gaveUpOnTime(exchanges, "time")) {
    return "the reply is the same whatever the argument is, and calls take too unevenly long for time to show anything";
  }
  const quotes = loneQuote.find(exchanges);
  if (quotes !== undefined) {
    return `${quotes.because}, but nothing more could be shown: a broken literal, or a parser of another kind`;
  }
  if (complainedOf(exchanges)) {
    return "a database's parser complains about some of the values, but nothing more could be shown";
  }
  const attacks = exchanges.filter(({ role }) => role === "attack");
  // A refusal by the arguments' own rules is an answer: it is what keeps such values from the tool.
  if (!attacks.some(({ reply }) => ["result", "tool-error", "rpc-error"].includes(reply.kind))) {
    return "every attack was refused before it reached the tool";
  }
  if (baseAnswer(exchanges) === undefined) {
    return "the valid value gets one answer now and another then, so that the effect of an attack could not be seen";
  }
  if (!stillAnswers(exchanges)) {
    return "the valid value no longer got its answer at the end: a limit of the server, or something broke on the way";
  }
  return undefined;
}

/** True when an attack drew a complaint that the valid value does not draw, and that is more than its own echo. */
function complainedOf(exchanges: readonly Exchange[]): boolean {
  const complained = (exchange: Exchange): boolean =>
    complainsOfSql(withoutReflection(replyText(exchange.reply), sentValue(exchange)));
  if (labelled(exchanges, "baseline").some(complained)) return false;
  return exchanges.some(complained);
}

/** Times the valid value is asked at the end: a server may fail now and then. */
const mostAgain = 3;

/** Asks the valid value until it gets the answer it had at the start: only then did the attacks meet the tool as it is. */
export async function askStillAnswers(sent: readonly Exchange[], ask: () => Promise<Exchange>): Promise<void> {
  for (let asked = 0; asked < mostAgain; asked += 1) {
    await ask();
    if (stillAnswers(sent)) return;
  }
}

function stillAnswers(exchanges: readonly Exchange[]): boolean {
  const stable = baseAnswer(exchanges);
  const last = labelled(exchanges, "valid-again").at(-1);
  // A record that exists already is refused in the same words at the end as before.
  return stable !== undefined && last !== undefined && answersLike(stable, last);
}
