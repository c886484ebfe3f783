import type { Exchange } from "../../../src/model/exchange.ts";
import { succeeded } from "../../../src/model/reply.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { sameAnswer } from "../../../src/oracle/answer/stable.ts";
import { rejectedBySchema } from "../../../src/oracle/rejected-by-schema.ts";
import { brokeOnTheWay, noControl, unclear } from "../../inconclusive.ts";
import { sentText } from "./document-aim.ts";
import { scriptFilters } from "./script-filters.ts";
import { followedSeries, stableOf } from "./series.ts";
import { shows } from "./sight.ts";
import { textContexts } from "./text-contexts.ts";

const ways: readonly { readonly technique: string; readonly because: string }[] = [
  {
    technique: "operator",
    because:
      "an object in place of the value is evaluated as an operator: $eq, $in, $ne and others answer as they should",
  },
  ...textContexts,
  ...scriptFilters.map(({ technique, operator }) => ({
    technique,
    because: `a script sent in ${operator} is run by the database`,
  })),
];

/** What the evidence of one argument shows; pure. A fail is a series that was followed to its end. */
export function judgeOperators(exchanges: readonly Exchange[]): Judgement {
  const baselines = exchanges.filter(({ label }) => label === "baseline");
  const control = baselines.find(({ reply }) => succeeded(reply));
  const found = ways.flatMap((way) => {
    const proof = followedSeries(exchanges, way.technique);
    return proof === undefined ? [] : [{ ...way, proof }];
  });
  const [first, ...others] = found.flatMap(({ proof }) => proof);
  if (first !== undefined) {
    return {
      verdict: "fail",
      because: found.map(({ because }) => because).join("; "),
      proof: [first, ...others],
      techniques: found.map(({ technique }) => technique),
      ...(control === undefined ? {} : { control: control.id }),
    };
  }
  return withoutFinding(exchanges, baselines, control);
}

function withoutFinding(
  exchanges: readonly Exchange[],
  baselines: readonly Exchange[],
  control: Exchange | undefined,
): Judgement {
  const object = exchanges.find(({ label }) => label === "sight:object");
  const refused = object !== undefined && rejectedBySchema(object.reply);
  if (refused && !baselines.every(({ reply }) => rejectedBySchema(reply))) {
    return { verdict: "not-applicable", because: "the server holds the argument to its type: an object is refused" };
  }
  if (control === undefined) return noControl;
  const sight = exchanges.find(({ label }) => label === "sight:nonsense");
  const isFilter = baselines.some(({ facts }) => facts.filter === true);
  // A filter that nothing meets finds nothing: an error says that the argument is something else.
  if (sight === undefined || !shows(baselines, sight) || (isFilter && !succeeded(sight.reply))) {
    if (isFilter) {
      return {
        verdict: "not-applicable",
        because: "the argument is no filter: a condition that nothing meets changes nothing",
      };
    }
    if (sight !== undefined && stableOf(baselines) !== undefined) {
      return {
        verdict: "not-applicable",
        because: "the argument selects nothing that shows: a value that nothing matches gets the same answer",
      };
    }
    return unclear("the reply is never the same twice, so that nothing could be seen in it");
  }
  if (!stillAnswers(exchanges, baselines)) {
    return brokeOnTheWay;
  }
  return {
    verdict: "pass",
    because: isFilter
      ? "the filter works, and no script in it was run"
      : "the tool answered a valid value, and nothing sent in its place was evaluated",
    control: control.id,
  };
}

function stillAnswers(exchanges: readonly Exchange[], baselines: readonly Exchange[]): boolean {
  const stable = stableOf(baselines);
  const last = exchanges.find(({ label }) => label === "valid-again");
  return stable !== undefined && last !== undefined && sameAnswer(stable, last.reply, sentText(last));
}
