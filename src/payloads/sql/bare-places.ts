import type { Truth } from "./condition.ts";
import { oneIf } from "./condition.ts";
import { aNumber, anything, conditional, type Ground, type SqlPlace } from "./place.ts";

const orderable = /^[\p{L}\p{N}_.$"`]+( (asc|desc))?$/iu;

/** A number, a whole condition, a direction or a limit that is put into a statement without quotes. */
export const barePlaces: readonly SqlPlace[] = [
  conditional({
    name: "bare",
    breaker: "",
    answer: "base",
    shows: "rows",
    takes: anything,
    leaves: "",
    rest: "1=1",
    embed: ({ base }, holds) => `${base} AND ${holds}`,
  }),
  conditional({
    name: "bare-parenthesised",
    breaker: "",
    answer: "base",
    shows: "rows",
    takes: anything,
    leaves: ")",
    embed: ({ base }, holds) => `${base}) AND (${holds}`,
  }),
  conditional({
    name: "expression",
    breaker: "",
    answer: "own",
    shows: "errors",
    takes: orderable,
    embed: ({ base }, holds) => `(CASE WHEN 1=${oneIf(holds)} THEN ${base} END)`,
  }),
  conditional({
    name: "bare-or-error",
    breaker: "",
    answer: "own",
    shows: "errors",
    takes: aNumber,
    leaves: "",
    embed: ({ random }, holds) => `-${random.integer(1000, 9999)} OR 2=${oneIf(holds)}`,
  }),
  conditional({
    name: "sort-key",
    breaker: "",
    answer: "own",
    shows: "errors",
    takes: orderable,
    embed: ({ base }, holds) => `${base},${oneIf(holds)}`,
  }),
  conditional({
    name: "sort-key-not-constant",
    breaker: "",
    answer: "own",
    shows: "errors",
    takes: orderable,
    // MySQL leaves constants out of ORDER BY without working them out.
    embed: ({ base }, holds) => `${base},${oneIf(`rand()<2 AND ${holds}`)}`,
  }),
  {
    name: "limit",
    breaker: "",
    answer: "base",
    shows: "rows",
    takes: /^\d+$/,
    value: ({ base, random }, truth) => `${base} OFFSET ${offset(random, truth)}`,
  },
  {
    name: "version-comment",
    breaker: "",
    answer: "base",
    shows: "errors",
    takes: anything,
    value: versionComment,
  },
];

/** MySQL and MariaDB alone read a comment's text where it names a version that they have. */
function versionComment({ base, random }: Ground, truth: Truth): string {
  // Two words: a single one could be a second name.
  const words = `${random.word(4)} ${random.word(4)}`;
  if (truth === "invalid") return `${base}/*!99999 ${words}* /`;
  return `${base}/*!${truth === "true" ? "99999" : "00000"} ${words} */`;
}

/** No row is skipped, more than there are, or it is no number. */
function offset(random: Ground["random"], truth: Truth): string {
  const digits = random.integer(100, 999);
  return truth === "true" ? "000000" : truth === "false" ? `${digits}000` : `${digits} 00`;
}
