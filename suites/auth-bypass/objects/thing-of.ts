import { nameWords, readingWords } from "../../../src/oracle/tool-words.ts";

/** What stands in the name of a tool beside a verb and the thing it is about. */
const fillers = new Set(
  "all mine my own recent latest current by for of in the a id ids info detail details names lookup check load retrieve".split(
    " ",
  ),
);

/** The thing a tool is about, in the singular: `list_orders` and `get_order_by_id` are about an `order`; undefined where only verbs are left. */
export function thingOf(tool: string): string | undefined {
  const last = nameWords(tool)
    .filter((word) => !readingWords.has(word) && !fillers.has(word))
    .at(-1);
  return last === undefined ? undefined : singular(last);
}

/** Plain English: `queries`, `boxes`, `orders`. */
export function singular(word: string): string {
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
}
