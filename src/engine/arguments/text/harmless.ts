import type { Json } from "../../../model/json.ts";
import { destructiveWords } from "../../../oracle/tool-words.ts";
import { wordsOf } from "./names.ts";

/** False for a text in which a word says that something would be lost or changed for good. */
export function soundsHarmless(value: Json): boolean {
  if (typeof value !== "string") return true;
  return !wordsOf(value).some((word) => destructiveWords.has(word) || word === "rm" || word === "exec");
}

/** The examples that a description puts in quotes after "e.g." or the like, as far as they sound harmless. */
export function examplesIn(description: string): readonly string[] {
  const quoted = /(?:e\.?g\.?|examples?|for instance|such as|format)[\s:,(]{0,5}["'`“]([^"'`”\n]{1,200})["'`”]/gi;
  return [...description.slice(0, 4_000).matchAll(quoted)]
    .map(([, text = ""]) => text)
    .filter((text) => /^[\w/@#~+][\s\S]*[^\s:,;(]$|^\w$/.test(text) && soundsHarmless(text));
}
