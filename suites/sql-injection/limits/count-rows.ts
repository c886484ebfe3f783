import type { Exchange } from "../../../src/model/exchange.ts";
import { replyText } from "../../../src/model/reply.ts";
import type { Count } from "./count-items.ts";

/** The value of row n is `factor`·n + `offset`: only who runs the statement can write it, and it tells which row it is. */
export interface RowValues {
  readonly factor: number;
  readonly offset: number;
  readonly rows: number;
}

/** Digits of every row's value: an offset of at least 10⁸ and rows times factor below 8·10⁸ keep them so. */
const valueDigits = /(?<!\d)\d{9}(?!\d)/g;

/** How many different rows of a statement of ours a reply shows, in whatever form it shows them. */
export function countRows({ reply }: Exchange, values: RowValues): Count {
  const text = replyText(reply);
  const seen = new Set(numbersIn(text, values).map(({ row }) => row));
  const [head = "", hidden, tail = ""] = text.split(/\[cut: (\d+) characters\]/, 3);
  const left = /\[cut: (\d+) more\]/.exec(text)?.[1];
  if (hidden === undefined && left === undefined) return { items: seen.size, cut: false };
  const items = Math.max(
    seen.size,
    hidden === undefined ? 0 : through(head, Number(hidden), tail, values),
    left === undefined ? 0 : ofStructured(text, Number(left), values),
  );
  return { items, cut: true };
}

/**
 * Rows of a text of which evidence keeps the start and the end. The rows between are counted when both sides are numbered
 * without a gap, every row takes up the same room, and what was left out has just the room of the rows that are missing.
 */
function through(head: string, hidden: number, tail: string, values: RowValues): number {
  const before = numbersIn(head, values);
  const after = numbersIn(tail, values);
  const [start, end] = [before.at(-1), after.at(0)];
  if (start === undefined || end === undefined || !inOrder(before) || !inOrder(after)) return 0;
  const width = (start.at - (before[0]?.at ?? 0)) / (before.length - 1);
  const between = end.row - start.row - 1;
  const room = head.length - start.at + hidden + end.at;
  if (!Number.isInteger(width) || between < 1 || Math.abs(room - (between + 1) * width) > 2 * width) return 0;
  return before.length + between + after.length;
}

/** Rows of a list of which evidence keeps the first ones and says how many more there were. */
function ofStructured(text: string, left: number, values: RowValues): number {
  const listed = numbersIn(text.slice(0, text.indexOf("[cut: ")), values);
  return listed.length < 2 || !inOrder(listed) ? 0 : listed.length + left;
}

interface Numbered {
  readonly row: number;
  readonly at: number;
}

function numbersIn(text: string, { factor, offset, rows }: RowValues): readonly Numbered[] {
  return [...text.matchAll(valueDigits)].flatMap(({ 0: digits, index }) => {
    const row = (Number(digits) - offset) / factor;
    return Number.isInteger(row) && row >= 0 && row < rows ? [{ row, at: index }] : [];
  });
}

function inOrder(numbered: readonly Numbered[]): boolean {
  return numbered.length > 1 && numbered.every(({ row }, index) => row === (numbered[0]?.row ?? 0) + index);
}
