import type { Exchange } from "../../../src/model/exchange.ts";
import { succeeded } from "../../../src/model/reply.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { learnAnswer, sameAnswer } from "../../../src/oracle/answer/stable.ts";

/** What it means that an argument was not seen to be run as SQL: no such tool, or nothing that could be seen; pure. */
export function notSqlTool(exchanges: readonly Exchange[]): Judgement {
  const baseline = exchanges.find(({ label }) => label === "baseline");
  const select = exchanges.find(({ label }) => label === "takes-sql");
  if (baseline === undefined || !succeeded(baseline.reply)) {
    const because = "the tool did not succeed with the arguments at hand; give it a sample that works";
    return { verdict: "inconclusive", reason: "no-control", because };
  }
  const usual = learnAnswer([baseline.reply], "");
  if (select !== undefined && usual !== undefined && sameAnswer(usual, select.reply, "")) {
    const because = "the reply to a SELECT is the same as to the sample, so that it cannot be seen whether SQL is run";
    return { verdict: "inconclusive", reason: "unclear", because };
  }
  return { verdict: "not-applicable", because: "the argument is not run as a SQL statement" };
}
