import type { Exchange } from "../../../src/model/exchange.ts";
import { succeeded } from "../../../src/model/reply.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { learnAnswer, sameAnswer } from "../../../src/oracle/answer/stable.ts";
import { noControl, unclear } from "../../inconclusive.ts";

/**
 * What it means that an argument was not seen to be run as SQL: no such tool, or nothing that could be seen; pure.
 * A tool that nothing is promised of, and that shows nothing, is left at the first.
 */
export function notSqlTool(exchanges: readonly Exchange[], promised: boolean): Judgement {
  const baseline = exchanges.find(({ label }) => label === "baseline");
  const select = exchanges.find(({ label }) => label === "takes-sql");
  if (baseline === undefined || !succeeded(baseline.reply)) return noControl;
  const usual = learnAnswer([baseline.reply], "");
  if (promised && select !== undefined && usual !== undefined && sameAnswer(usual, select.reply, "")) {
    return unclear("the reply to a SELECT is the same as to the sample, so that it cannot be seen whether SQL is run");
  }
  return { verdict: "not-applicable", because: "the argument is not run as a SQL statement" };
}
