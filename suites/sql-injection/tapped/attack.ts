import type { Json } from "../../../src/model/json.ts";
import type { Random, StatementTap } from "../../../src/model/ports.ts";
import type { SqlToken } from "../../../src/oracle/sql-structure/token.ts";
import type { Canary, DrawCanary } from "./canary.ts";

/** A value that ends what it stands in, if nothing keeps it from that, and one like it that ends nothing. */
export interface Attack {
  readonly name: string;
  readonly value: string;
  /** What is looked for to find its statement. */
  readonly needle: string;
  /** Words of the value in order, with `breaker` between each two: in a statement that is broken, they are different tokens. */
  readonly parts: readonly string[];
  readonly breaker: string;
  /** True where a broken statement can only be refused by the database: then one that it takes is not broken. */
  readonly refused: boolean;
  readonly twin: { readonly value: Json; readonly needle: string };
}

/** How to draw one attack. */
export type DrawAttack = (draw: DrawCanary, random: Random) => Attack;

/** What might end a token in which a value was seen to stand, the most frequent mistake first; none for what no value stands in. */
export function attacksOn(token: SqlToken, dialect: StatementTap["dialect"]): readonly DrawAttack[] {
  switch (token.kind) {
    case "number":
      return [subselect, sum];
    case "name":
      return [expression];
    case "comment":
      return [token.opener === "/*" ? endOfComment : endOfLine];
    case "string":
    case "quoted-name":
      return endsOf(token.opener, dialect);
    default:
      return [];
  }
}

function endsOf(opener: string, dialect: StatementTap["dialect"]): readonly DrawAttack[] {
  // What stands in such a literal may be code that is run later, with literals of its own.
  if (opener.startsWith("$")) return [ending("dollar", opener, true), boundQuote];
  if (opener === "`") return [backtick];
  if (!opener.endsWith('"')) return [boundQuote, backslash];
  return dialect === "mysql" ? [doubleQuote, backslashDouble] : [doubleQuote];
}

/** Two of them: who mends only the first one is found, too. Broken, no database takes what is left. */
function ending(name: string, breaker: string, refused: boolean): DrawAttack {
  return (draw, random) => {
    const parts = (canary: Canary) => [canary.needle, random.word(8), random.word(8)];
    const canary = draw();
    const other = draw();
    const words = parts(canary);
    return {
      name,
      breaker,
      refused,
      needle: canary.needle,
      parts: words,
      value: words.join(breaker) + canary.after,
      twin: { needle: other.needle, value: parts(other).join("x".repeat(breaker.length)) + other.after },
    };
  };
}

/** The same number, as only a database reads it. */
const subselect: DrawAttack = (draw) => {
  const { needle } = draw();
  const parts = ["SELECT", needle];
  return { name: "subselect", breaker: " ", refused: false, needle, parts, value: `(SELECT ${needle})`, twin: draw() };
};

const sum: DrawAttack = (draw) => {
  const { needle } = draw();
  return {
    name: "sum",
    breaker: "+",
    refused: false,
    needle,
    parts: [needle, "0"],
    value: `${needle}+0`,
    twin: draw(),
  };
};

/** A sum of names that nobody has: whatever the statement does, it does not come to that. */
const expression: DrawAttack = (draw, random) => {
  const { needle } = draw();
  const word = random.word(8);
  const other = draw();
  return {
    name: "expression",
    breaker: "+",
    refused: false,
    needle,
    parts: [needle, word],
    value: `${needle}+${word}`,
    twin: { needle: other.needle, value: `${other.needle}x${random.word(8)}` },
  };
};

/** Where a value is bound: a quote in it shows whether the database puts it into a statement by itself. */
export const boundQuote = ending("quote", "'", true);
const backslash = ending("backslash", "\\'", true);
const doubleQuote = ending("double-quote", '"', true);
const backslashDouble = ending("backslash", '\\"', true);
const backtick = ending("backtick", "`", true);
const endOfComment = ending("comment", "*/", false);
const endOfLine = ending("line", "\n", false);
