import type { Random } from "../../model/ports.ts";
import { condition, type Truth } from "./condition.ts";

/** What a value is built from. */
export interface Ground {
  /** The value that makes the tool work, as text. */
  readonly base: string;
  readonly random: Random;
}

/** A place in a statement where a value may stand bare or in quotes, and how to put something there that only SQL tells apart. */
export interface SqlPlace {
  readonly name: string;
  /** The character that ends what the value stands in; empty where it stands bare. */
  readonly breaker: "'" | '"' | "`" | "\\" | "]" | "";
  /** `base` = what is true keeps the answer to the valid value; `own` = all that is true gets one answer, whichever. */
  readonly answer: "base" | "own";
  /** By what the rest shows: rows that are missing, or errors of the database. */
  readonly shows: "rows" | "errors";
  /** Values that can stand in such a place at all. */
  readonly takes: RegExp;
  /** A value that a database reads as true, as false or not at all. */
  readonly value: (ground: Ground, truth: Truth) => string;
  /** The same for a condition of one's own; absent where the place has no room for one. */
  readonly embed?: (ground: Ground, condition: string) => string;
  /** Leaves the value's quotes and parentheses; absent where no further SELECT or statement can follow. */
  readonly leaves?: string;
  /** A condition that takes up what follows the value; absent where only a comment does. */
  readonly rest?: string;
}

/** Any value. */
export const anything = /^/;
/** A table, a column or another name. */
export const aName = /^[\p{L}_][\p{L}\p{N}_.$]*$/u;
export const aNumber = /^-?\d+(\.\d+)?$/;

/** A place with room for a condition. */
export function conditional(
  place: Omit<SqlPlace, "value" | "embed"> & { readonly embed: NonNullable<SqlPlace["embed"]> },
): SqlPlace {
  return { ...place, value: (ground, truth) => place.embed(ground, condition(ground.random, truth)) };
}
