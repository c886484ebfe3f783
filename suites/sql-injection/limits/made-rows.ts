import type { Exchange } from "../../../src/model/exchange.ts";
import type { Reply } from "../../../src/model/reply.ts";
import { rejectedBySchema } from "../../../src/oracle/rejected-by-schema.ts";
import { numbers } from "../statements/digits.ts";
import type { SqlTool } from "../statements/sql-tool.ts";
import { countRows, type RowValues } from "./count-rows.ts";

/** How to make rows out of nothing; the first that works is used. */
const ways: Readonly<Record<string, (values: RowValues) => string>> = {
  join: ({ factor, offset, rows }) => {
    const { from, number } = numbers(rows);
    return `SELECT ${factor}*(${number})+${offset} AS v FROM ${from}${ordered(rows)}`;
  },
  series: ({ factor, offset, rows }) => `SELECT ${factor}*n+${offset} AS v FROM generate_series(0,${rows - 1}) AS g(n)`,
  recursive: ({ factor, offset, rows }) =>
    `WITH RECURSIVE g(n) AS (SELECT 0 UNION ALL SELECT n+1 FROM g WHERE n<${rows - 1}) SELECT ${factor}*n+${offset} AS v FROM g`,
  "recursive-option": ({ factor, offset, rows }) =>
    `WITH g(n) AS (SELECT 0 UNION ALL SELECT n+1 FROM g WHERE n<${rows - 1}) SELECT ${factor}*n+${offset} AS v FROM g OPTION (MAXRECURSION 0)`,
};

/** Rows beyond the promise that are asked for, so that a limit that is one off shows, too. */
const beyond = 7;
const few = (promised: number): number => Math.min(3, promised);
const some = 13;
/** Rows that evidence holds whole in any form; more of them are asked for in order, so that they can be counted all the same. */
const wholeInEvidence = 1_000;
/** Most rows whose values keep nine digits. */
const mostRows = 400_000;
/** Characters of a reply that are asked for at the most: more than 8 MiB of one reply are not read. */
const longestReply = 7 * 1024 * 1024;

/** Has the tool make more rows than promised, each with a value that only a database could compute. */
export async function probeMadeRows({ random, run }: SqlTool, promised: number): Promise<void> {
  const ask = (way: string, label: string, rows: number): Promise<Exchange> => {
    // With these every value has nine digits.
    const values = { factor: random.integer(1_000, 1_999), offset: random.integer(100_000_000, 190_000_000), rows };
    const role = label === "many" ? "attack" : "control";
    return run(ways[way]?.(values) ?? "", { role, label: `rows:${label}:${way}`, facts: { ...values, promised } });
  };
  for (const way of Object.keys(ways)) {
    const first = await ask(way, "few", few(promised));
    if (!worked(first)) continue;
    const second = await ask(way, "some", some);
    const rows = promised + beyond;
    if (rows > mostRows || lengthOf(first, second, rows) > longestReply) return;
    const many = await ask(way, "many", rows);
    if (shown(many) <= promised) await ask(way, "few", few(promised));
    return;
  }
}

/** What the rows of ours show. */
export interface MadeRows {
  readonly control: Exchange;
  /** Undefined where so many rows are more than one reply can hold. */
  readonly many: Exchange | undefined;
  readonly shown: number;
  /** Why too few rows prove nothing, as one phrase. */
  readonly doubt: string | undefined;
}

/** Reads the evidence again; undefined when no rows of ours came back at all. Pure. */
export function findMadeRows(exchanges: readonly Exchange[]): MadeRows | undefined {
  const asked = (label: string) => exchanges.filter((exchange) => exchange.label.startsWith(`rows:${label}:`));
  const control = asked("few").find(worked);
  if (control === undefined) return undefined;
  const [many] = asked("many");
  if (many === undefined) return { control, many, shown: 0, doubt: "so many rows are more than one reply can hold" };
  const { items, cut } = countRows(many, valuesOf(many));
  const last = asked("few").at(-1);
  const doubt = items > Number(many.facts.promised) ? undefined : doubtOf(many.reply, items, cut, last);
  return { control, many, shown: items, doubt };
}

function doubtOf(reply: Reply, items: number, cut: boolean, last: Exchange | undefined): string | undefined {
  if (cut) return `the reply is longer than evidence is kept; ${items} rows were counted in what there is of it`;
  if (reply.kind === "timeout") return `so many rows did not come within ${reply.afterMs} ms; raise --timeout`;
  if (reply.kind === "malformed") return `the reply could not be read: ${reply.why}`;
  if (reply.kind === "closed" || reply.kind === "http-error" || rejectedBySchema(reply)) {
    return "the statement was refused before it reached the tool";
  }
  if (last !== undefined && worked(last)) return undefined;
  return "a statement that worked at first did not work any more at the end: a limit of the server, or something broke on the way";
}

/** True when at least one row came back: some tools give no more than that, whatever is asked for. */
function worked(exchange: Exchange): boolean {
  return shown(exchange) > 0;
}

function shown(exchange: Exchange): number {
  return countRows(exchange, valuesOf(exchange)).items;
}

function valuesOf({ facts }: Exchange): RowValues {
  return { factor: Number(facts.factor), offset: Number(facts.offset), rows: Number(facts.rows) };
}

function ordered(rows: number): string {
  return rows > wholeInEvidence ? " ORDER BY 1" : "";
}

/** Characters that so many rows would take up on the wire, by what a few more of them took. */
function lengthOf(first: Exchange, second: Exchange, rows: number): number {
  const [short, long] = [first, second].map(({ reply }) => JSON.stringify(reply).length);
  return ((long ?? 0) - (short ?? 0)) * (rows / (some - Number(first.facts.rows)));
}
