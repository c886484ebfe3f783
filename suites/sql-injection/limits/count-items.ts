import { isObject, type Json } from "../../../src/model/json.ts";
import type { Reply } from "../../../src/model/reply.ts";

/** How many items a reply lists. */
export interface Count {
  /** At the least: what can be seen in the evidence. */
  readonly items: number;
  /** True when the reply went on beyond what evidence keeps. */
  readonly cut: boolean;
}

/** Depth to which lists are looked for in a reply. */
const deepest = 12;

/**
 * Items of the longest list of objects or rows in a reply, structured or as JSON in its text; undefined where it holds none.
 * Lists of plain values do not count: a vector is no table.
 */
export function countItems(reply: Reply): Count | undefined {
  if (reply.kind !== "result") return undefined;
  const { structuredContent, content } = reply.result;
  const texts = Array.isArray(content)
    ? content.flatMap((block: Json) => (isObject(block) && typeof block.text === "string" ? [block.text] : []))
    : [];
  const counts = [...texts.map(inText), longest(structuredContent, 0)].filter((count) => count !== undefined);
  return counts.sort((a, b) => b.items - a.items)[0];
}

function inText(text: string): Count | undefined {
  try {
    return longest(JSON.parse(text), 0);
  } catch {
    return atStart(text);
  }
}

function longest(value: Json | undefined, depth: number): Count | undefined {
  if (typeof value !== "object" || value === null || depth > deepest) return undefined;
  const inner = Object.values(value).map((one) => longest(one, depth + 1));
  return [...(Array.isArray(value) ? [ofList(value)] : []), ...inner].reduce(
    (most, one) => (one !== undefined && one.items > (most?.items ?? 0) ? one : most),
    undefined,
  );
}

function ofList(list: readonly Json[]): Count | undefined {
  const items = list.filter((item) => typeof item === "object" && item !== null).length;
  const last = list.at(-1);
  // Evidence says in place of the members it leaves out how many they were.
  const more = typeof last === "string" ? /^\[cut: (\d+) more\]$/.exec(last)?.[1] : undefined;
  if (items === 0 || items < list.length - 1) return undefined;
  return { items: items + Number(more ?? 0), cut: false };
}

/** Whole members of the first list of objects in a text that does not parse: words before it, or an end that was cut off. */
function atStart(text: string): Count | undefined {
  const start = /\[\s*[[{(]/.exec(text)?.index;
  if (start === undefined) return undefined;
  const cut = text.search(/\[cut: \d+ characters\]/);
  const end = cut < 0 ? text.length : cut;
  let depth = 0;
  let items = 0;
  let quote = "";
  for (let at = start; at < end; at += 1) {
    const letter = text[at] ?? "";
    if (quote !== "") {
      if (letter === "\\") at += 1;
      else if (letter === quote) quote = "";
    } else if (letter === '"' || letter === "'") quote = letter;
    else if ("[{(".includes(letter)) depth += 1;
    else if ("]})".includes(letter)) {
      depth -= 1;
      if (depth === 1) items += 1;
      if (depth === 0) return { items, cut: false };
    }
  }
  return items === 0 ? undefined : { items, cut: cut >= 0 };
}
