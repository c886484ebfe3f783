import type { JsonObject } from "../../../src/model/json.ts";
import type { Random } from "../../../src/model/ports.ts";
import { type Condition, conditions } from "./conditions.ts";
import type { Question } from "./series.ts";

/** One way to have a filter run a script. */
export interface ScriptFilter {
  readonly technique: string;
  readonly operator: string;
  added(base: JsonObject, script: string): JsonObject;
}

/** `$where` takes a script as it is, `$function` inside an expression; either may be refused without the other. */
export const scriptFilters: readonly ScriptFilter[] = [
  {
    technique: "where",
    operator: "$where",
    added: (base, script) => ({ ...base, $where: `function() { ${script} }` }),
  },
  {
    technique: "function",
    operator: "$function",
    added: (base, script) => ({
      ...base,
      $expr: { $function: { body: `function() { ${script} }`, args: [], lang: "js" } },
    }),
  },
];

/** The questions of one way; `carried` = as the argument takes a filter, an object or JSON text. */
export function scriptQuestions(
  filter: ScriptFilter,
  base: JsonObject,
  random: Random,
  carried: (filter: JsonObject) => JsonObject | string,
): readonly Question[] {
  return conditions(random).map((condition) => ({
    value: carried(filter.added(base, script(condition))),
    holds: condition.truth === "true",
  }));
}

function script({ a, b, c, truth }: Condition): string {
  return `return ${a}${truth === "broken" ? " " : " == "}${b} - ${c};`;
}
