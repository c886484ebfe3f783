import { type Reply, replyText } from "../../model/reply.ts";
import { accessOf } from "./access.ts";

/** The least number of words that tell one user's reply from another's: one may be a clock or a counter. */
const fewest = 2;

/** Share of them that another reply must hold before it counts as showing the same. */
const enough = 0.8;

/**
 * The words that a reply to one user has every time, and that no reply to others has: what is theirs alone. Words that were
 * sent, or that are in what others are told, are not among them. Empty where nothing tells the two apart.
 */
export function privateWords(own: readonly Reply[], others: readonly Reply[], sent: string): ReadonlySet<string> {
  const [first, ...again] = own.filter((reply) => accessOf(reply) === "served").map(wordsOf);
  if (first === undefined) return new Set();
  const known = new Set([...wordsIn(sent), ...others.flatMap((reply) => [...wordsOf(reply)])]);
  const words = [...first].filter((word) => again.every((one) => one.has(word)) && !known.has(word));
  return new Set(words.length < fewest ? [] : words);
}

/** True when a reply shows what is private to somebody. */
export function shows(words: ReadonlySet<string>, reply: Reply): boolean {
  if (words.size === 0 || accessOf(reply) !== "served") return false;
  const seen = wordsOf(reply);
  return [...words].filter((word) => seen.has(word)).length >= Math.max(fewest, words.size * enough);
}

function wordsOf(reply: Reply): Set<string> {
  return wordsIn(replyText(reply));
}

/** Shorter ones are too common to tell anything. */
function wordsIn(text: string): Set<string> {
  return new Set(text.match(/[\p{L}\p{N}_@.-]{3,}/gu)?.map((word) => word.replace(/^[.-]+|[.-]+$/g, "")) ?? []);
}
