import { setTimeout as sleep } from "node:timers/promises";
import type { Json } from "../../model/json.ts";
import type { Observation, StatementFacts } from "../../model/observation.ts";
import type { StatementTap } from "../../model/ports.ts";
import { mostInOneLook, type TappedStatement } from "../../model/tap.ts";
import { openStructure, type Structure } from "../../oracle/sql-structure/open-structure.ts";
import { formsOf, type StatementLog } from "./statement-log.ts";

/** Milliseconds that a statement may come after the reply of the call that caused it. */
const lateMs = 150;
/** Characters of a text and of a bind value that are recorded. */
const mostCharacters = 4_000;

/** A port on the statements in `log` from now on; what it finds is recorded through `observe`. */
export function statementTap(
  dialect: StatementTap["dialect"],
  log: StatementLog,
  connected: () => boolean,
  observe: (label: string, facts: Readonly<Record<string, Json>>) => Observation,
): StatementTap {
  const from = log.length;
  return {
    dialect,
    get connected() {
      return connected();
    },
    async carrying(needle, label) {
      const until = performance.now() + lateMs;
      let found = log.holding(needle, from);
      while (found.length === 0 && performance.now() < until) {
        await Promise.race([log.next(), sleep(until - performance.now())]);
        found = log.holding(needle, from);
      }
      if (found.length === 0) return [];
      const structure = await openStructure(dialect);
      return distinct(found)
        .slice(0, mostInOneLook)
        .map((one) => observe(label, { ...factsOf(one, needle, structure) }));
    },
  };
}

/** Each statement once: a tool may run the same one for every row. */
function distinct(statements: readonly TappedStatement[]): readonly TappedStatement[] {
  const keyOf = ({ text, binds, error }: TappedStatement) => JSON.stringify([text, binds, error]);
  return [...new Map(statements.map((one) => [keyOf(one), one])).values()];
}

function factsOf(statement: TappedStatement, needle: string, structure: Structure): StatementFacts {
  const { connection, text, cut, binds, transaction, rows, durationMs, error } = statement;
  const inText = formsOf(needle).some((form) => text.toLowerCase().includes(form));
  return {
    needle,
    where: inText ? "text" : "bind",
    connection,
    text: text.slice(0, mostCharacters),
    cut: cut || text.length > mostCharacters,
    binds: binds.map((bind) => bind?.slice(0, mostCharacters) ?? null),
    structure: cut ? null : structure.structureOf(text),
    standsIn: inText ? structure.standsIn(text, needle) : null,
    transaction,
    rows: rows ?? null,
    durationMs: Math.round(durationMs),
    error: error === undefined ? null : error === "unanswered" ? error : `${error.code} ${error.message}`,
  };
}
