import type { Random } from "../../../src/model/ports.ts";
import { numbers } from "../statements/digits.ts";

/** A statement, and the value that whoever runs it gives. */
export interface Ordered {
  readonly statement: string;
  readonly computed: string;
  /** The same value as a plain sum: who works that out by itself need not have run anything. */
  readonly sum: string;
}

/** Statements of which the value stands nowhere in the text, and is no product of two numbers that stand beside each other. */
export const orders = {
  /** Over rows of its own, in any dialect. */
  "own-rows"(random: Random): Ordered {
    // With these no database's 32-bit integer overflows.
    const factor = random.integer(200_000, 700_000);
    const rows = [random.integer(11, 19), random.integer(21, 29), random.integer(31, 39)];
    const source = rows.map((row, at) => `SELECT ${row}${at === 0 ? " AS n" : ""}`).join(" UNION ALL ");
    return {
      statement: `SELECT * FROM (SELECT SUM(n*n*${factor}) AS gauntlet FROM (${source}) AS g) AS h`,
      computed: String(rows.reduce((sum, row) => sum + row * row * factor, 0)),
      sum: rows.map((row) => `${row}*${row}*${factor}`).join("+"),
    };
  },
  catalogue: (random: Random): Ordered => overTable(random, "information_schema.tables"),
  "sqlite-catalogue": (random: Random): Ordered => overTable(random, "sqlite_master"),
} as const;

export type OrderName = keyof typeof orders;

/** A value that exists only where the table has a row; nothing of the row is asked for. */
export function overTable(random: Random, table: string): Ordered {
  const [a, b, c] = [random.integer(20_000, 40_000), random.integer(20_000, 40_000), random.integer(100, 900_000)];
  return {
    statement: `SELECT min(${a})*max(${b})+${c} AS gauntlet FROM ${table}`,
    computed: String(a * b + c),
    sum: `${a}*${b}+${c}`,
  };
}

/** A sum of a thousand remainders: more than anyone works out who has no program to run it. */
export function largeSum(random: Random): Pick<Ordered, "statement" | "computed"> {
  const factor = random.integer(1_000_000, 2_000_000);
  const modulus = random.integer(500_000, 999_999);
  const { from, number } = numbers(1_000);
  const remainders = Array.from({ length: 1_000 }, (_, row) => (row * factor) % modulus);
  return {
    statement: `SELECT SUM((${number})*${factor} % ${modulus}) AS gauntlet FROM ${from}`,
    computed: String(remainders.reduce((all, one) => all + one, 0)),
  };
}
