import type { Exchange } from "../../../src/model/exchange.ts";
import { replyText, succeeded } from "../../../src/model/reply.ts";
import { learnAnswer, sameAnswer } from "../../../src/oracle/answer/stable.ts";
import { withoutReflection } from "../../../src/oracle/answer/without-reflection.ts";
import { rejectedBySchema } from "../../../src/oracle/rejected-by-schema.ts";
import { complainsOfSql } from "../../../src/oracle/sql-complaint.ts";
import { isBlind } from "./blindness.ts";
import { loneQuote } from "./lone-quote.ts";
import { labelled, sentValue } from "./technique.ts";

/** Why silence earns no pass here, as one phrase; undefined when nothing speaks against one. Pure. */
export function doubtOf(exchanges: readonly Exchange[]): string | undefined {
  if (isBlind(exchanges)) {
    return "the reply is the same whatever the argument is, so that an injection could not be seen in it";
  }
  const quotes = loneQuote.find(exchanges);
  if (quotes !== undefined) {
    return `${quotes.because}, but nothing more could be shown: a broken literal, or a parser of another kind`;
  }
  if (complainedOf(exchanges)) {
    return "a database's parser complains about some of the values, but nothing more could be shown";
  }
  const attacks = exchanges.filter(({ role }) => role === "attack");
  if (
    !attacks.some(({ reply }) => reply.kind === "result" || (reply.kind === "tool-error" && !rejectedBySchema(reply)))
  ) {
    return "every attack was refused before it reached the tool";
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

/** True when the valid value got at the end what it got at the start: only then did the attacks meet the tool as it is. */
function stillAnswers(exchanges: readonly Exchange[]): boolean {
  const baselines = labelled(exchanges, "baseline");
  const last = labelled(exchanges, "valid-again").at(-1);
  if (last === undefined || !succeeded(last.reply)) return false;
  const stable = learnAnswer(
    baselines.map(({ reply }) => reply),
    sentValue(last),
  );
  return stable === undefined || sameAnswer(stable, last.reply, sentValue(last));
}
