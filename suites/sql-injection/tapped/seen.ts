import type { Exchange } from "../../../src/model/exchange.ts";
import type { Observation, StatementFacts } from "../../../src/model/observation.ts";
import type { ReadDialect } from "../../../src/oracle/sql-structure/token.ts";
import { tokenStructure } from "../../../src/oracle/sql-structure/token-structure.ts";

/** What one probe with a tap sent and saw. */
export interface Followed {
  readonly exchanges: readonly Exchange[];
  readonly observations: readonly Observation[];
}

/** One statement that the tap saw, as its observation. */
export interface Seen {
  readonly id: string;
  readonly facts: StatementFacts;
}

/** The statements that were found by what an exchange sent; pure. */
export function seenFor(exchange: Exchange, observations: readonly Observation[]): readonly Seen[] {
  return observations.flatMap(({ id, kind, facts }) =>
    kind === "statement" && facts.needle === exchange.facts.needle
      ? [{ id, facts: facts as unknown as StatementFacts }]
      : [],
  );
}

/** Only those that hold it in their text. */
export function inText(seen: readonly Seen[]): readonly Seen[] {
  return seen.filter(({ facts }) => facts.where === "text");
}

/**
 * A statement's structure without the value that an exchange sent, so that names that differ in nothing else are alike. Of
 * what its parser does not take, its tokens, which are never the same as a parser's structure; null where there are none.
 */
export function structureWithout(exchange: Exchange, { facts }: Seen): string | null {
  const sent = [String(exchange.facts.value), facts.needle].map((text) => JSON.stringify(text).slice(1, -1));
  const structure = facts.structure ?? tokensOf(exchange, facts);
  return structure && sent.reduce(without, structure);
}

function tokensOf(exchange: Exchange, { cut, text }: StatementFacts): string | null {
  const tokens = cut ? null : tokenStructure(dialectOf(exchange), text);
  return tokens && `tokens: ${tokens}`;
}

/** Of the statements that are found by what an exchange sent. */
export function dialectOf({ facts }: Exchange): ReadDialect {
  return facts.dialect === "mysql" ? "mysql" : "postgres";
}

/** The database's word for what it complained of: its SQLSTATE; undefined where it did not. */
export function complaintOf({ facts }: Seen): string | undefined {
  return facts.error?.split(" ", 1)[0];
}

function without(structure: string, text: string): string {
  return structure.replaceAll(new RegExp(text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"), "gi"), "?");
}
