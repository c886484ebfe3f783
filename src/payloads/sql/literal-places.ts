import { oneIf } from "./condition.ts";
import { anything, conditional, type SqlPlace } from "./place.ts";

/** In a string literal of a condition, the rest of the statement left as it is. Most frequent first. */
const whole = [
  { name: "quoted", breaker: "'", open: "'", close: " AND 'g'='g", leaves: "'" },
  { name: "like", breaker: "'", open: "%'", close: " AND 'g%'='g", leaves: "'" },
  { name: "parenthesised", breaker: "'", open: "')", close: " AND ('g'='g", leaves: "')" },
  { name: "parenthesised-like", breaker: "'", open: "%')", close: " AND ('g%'='g", leaves: "')" },
  { name: "twice-parenthesised", breaker: "'", open: "'))", close: " AND (('g'='g", leaves: "'))" },
  { name: "double-quoted", breaker: '"', open: '"', close: ' AND "g"="g', leaves: '"' },
] as const;

/** The same, the rest of the line cut off. */
const cut = [
  { name: "quoted-cut", breaker: "'", open: "'", leaves: "'" },
  { name: "like-cut", breaker: "'", open: "%'", leaves: "'" },
  { name: "parenthesised-cut", breaker: "'", open: "')", leaves: "')" },
  { name: "twice-parenthesised-cut", breaker: "'", open: "'))", leaves: "'))" },
  { name: "double-quoted-cut", breaker: '"', open: '"', leaves: '"' },
] as const;

/** Ways out of a literal whose value need not exist; a backslash first where it escapes what the server adds. */
const out = [
  { name: "quoted", breaker: "'", open: "'" },
  { name: "parenthesised", breaker: "'", open: "')" },
  { name: "twice-parenthesised", breaker: "'", open: "'))" },
  { name: "double-quoted", breaker: '"', open: '"' },
  { name: "backslash", breaker: "\\", open: "\\'" },
  { name: "backslash-double", breaker: "\\", open: '\\"' },
  { name: "backslash-parenthesised", breaker: "\\", open: "\\')" },
] as const;

/** Added to the valid value: what is true keeps its answer. */
export const literalPlaces: readonly SqlPlace[] = [
  ...whole.map(({ name, breaker, open, close, leaves }) =>
    conditional({
      ...(close.includes("(") ? {} : { rest: close.replace(" AND ", "") }),
      name,
      breaker,
      answer: "base",
      shows: "rows",
      takes: anything,
      leaves,
      embed: ({ base }, holds) => `${base}${open} AND ${holds}${close}`,
    }),
  ),
  ...cut.map(({ name, breaker, open, leaves }) =>
    conditional({
      name,
      breaker,
      answer: "base",
      shows: "rows",
      takes: anything,
      leaves,
      embed: ({ base }, holds) => `${base}${open} AND ${holds}-- g`,
    }),
  ),
];

/** Where no value is known that finds something: what is false is an error of the database. No row is matched either way. */
export const literalErrorPlaces: readonly SqlPlace[] = [
  conditional({
    name: "quoted-error",
    breaker: "'",
    answer: "own",
    shows: "errors",
    takes: anything,
    leaves: "'",
    embed: ({ base }, holds) => `${base}' AND 1=${oneIf(holds)} AND 'g'<>'h`,
  }),
  ...out.map(({ name, breaker, open }) =>
    conditional({
      name: `${name}-or-error`,
      breaker,
      answer: "own",
      shows: "errors",
      takes: anything,
      leaves: open,
      embed: ({ random }, holds) => `${random.word(8)}${open} OR 2=${oneIf(holds)}-- g`,
    }),
  ),
];

/** Matches every row where it holds: only for tools that are known to change nothing. */
export const literalRowPlaces: readonly SqlPlace[] = [
  ...out.map(({ name, breaker, open }) =>
    conditional({
      name: `${name}-or`,
      breaker,
      answer: "own",
      shows: "rows",
      takes: anything,
      leaves: open,
      embed: ({ random }, holds) => `${random.word(8)}${open} OR ${holds}-- g`,
    }),
  ),
  conditional({
    name: "quoted-or-whole",
    breaker: "'",
    answer: "own",
    shows: "rows",
    takes: anything,
    leaves: "'",
    embed: ({ random }, holds) => `${random.word(8)}' OR ${holds} AND 'g'<>'h`,
  }),
];
