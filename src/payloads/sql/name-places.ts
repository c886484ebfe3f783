import { oneIf, type Truth } from "./condition.ts";
import { aName, conditional, type Ground, type SqlPlace } from "./place.ts";

const quotes = [
  { name: "double-quoted", open: '"', close: '"' },
  { name: "backtick", open: "`", close: "`" },
  { name: "bracketed", open: "[", close: "]" },
] as const;

/** A table of one row where the condition holds, and of none where it does not. */
function oneRowIf(holds: string): string {
  return `(SELECT 1 AS g FROM (SELECT 1 AS h) AS h WHERE ${holds})`;
}

/** Names of tables and columns, bare or quoted. */
export const namePlaces: readonly SqlPlace[] = [
  ...quotes.flatMap(({ name, open, close }) => [
    conditional({
      name: `${name}-column`,
      breaker: close,
      answer: "own",
      shows: "errors",
      takes: aName,
      embed: ({ base }, holds) =>
        `${base}${close},(CASE WHEN 1=${oneIf(holds)} THEN ${open}${base}${close} END),${open}${base}`,
    }),
    conditional({
      name: `${name}-table`,
      breaker: close,
      answer: "own",
      shows: "rows",
      takes: aName,
      embed: ({ base }, holds) => `${base}${close} CROSS JOIN ${oneRowIf(holds)} AS ${open}h`,
    }),
  ]),
  conditional({
    name: "table",
    breaker: "",
    answer: "base",
    shows: "rows",
    takes: aName,
    embed: ({ base }, holds) => `(SELECT * FROM ${base} WHERE ${holds}) AS g`,
  }),
  conditional({
    name: "table-joined",
    breaker: "",
    answer: "own",
    shows: "rows",
    takes: aName,
    embed: ({ base }, holds) => `${base} CROSS JOIN ${oneRowIf(holds)} AS h`,
  }),
  { name: "table-alias", breaker: "", answer: "base", shows: "errors", takes: aName, value: alias },
  { name: "call", breaker: "", answer: "base", shows: "errors", takes: aName, value: closedCall },
];

/** A second name, with comments for spaces: the grammar of a table in a statement, and of little else. */
function alias({ base, random }: Ground, truth: Truth): string {
  const [one, two, three] = [random.word(4), random.word(4), random.word(5)];
  if (truth === "true") return `${base}/*${one}*/AS/*${two}*/${three}`;
  return truth === "false" ? `${base}/*${one}*/SA/*${two}*/${three}` : `${base}/*${one}*/AS/*${two}/*${three}`;
}

/** The end of the parentheses that the name stands in, and the rest cut off: one too many ends nothing. */
function closedCall({ base, random }: Ground, truth: Truth): string {
  const word = random.word(6);
  if (truth === "true") return `${base}/*${word}*/) -- ${word}`;
  return truth === "false" ? `${base}/*${word}*/)) --${word}` : `${base}/*${word}*/) - ${word}-`;
}
