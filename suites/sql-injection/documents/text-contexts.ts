import type { Random } from "../../../src/model/ports.ts";
import { type Condition, conditions } from "./conditions.ts";
import type { Question } from "./series.ts";

/** One way in which a text becomes more than a value: how a condition is added to it. */
export interface TextContext {
  readonly technique: string;
  readonly because: string;
  added(base: string, condition: Condition): string;
}

/** A literal in a script, and a string in a query that is put together as JSON text. */
export const textContexts: readonly TextContext[] = [
  ...["'", '"'].map((quote) => ({
    technique: quote === "'" ? "script" : "script-double-quoted",
    because: "conditions added to the value are evaluated as a script",
    added: (base: string, { a, b, c, truth }: Condition) =>
      `${base}${quote} && ${a}${truth === "broken" ? " " : "=="}${b}-${c} && ${quote}g${quote}==${quote}g`,
  })),
  {
    technique: "json-text",
    because: "members added to the value become part of the query, which is put together as JSON text",
    added: (base, { a, b, c, truth }) =>
      `${base}","$expr":{"$${truth === "broken" ? "gauntlet" : "eq"}":[${a},{"$subtract":[${b},${c}]}]},"$comment":"g`,
  },
];

/** The questions of one context. */
export function textQuestions(context: TextContext, base: string, random: Random): readonly Question[] {
  return conditions(random).map((condition) => ({
    value: context.added(base, condition),
    holds: condition.truth === "true",
  }));
}
