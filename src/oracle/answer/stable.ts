import { type Reply, replyText } from "../../model/reply.ts";
import { withoutReflection } from "./without-reflection.ts";

/** What a server answers every time to the same question: words that stay, and how many change from one reply to the next. */
export interface StableAnswer {
  readonly kind: Reply["kind"];
  readonly words: ReadonlySet<string>;
  readonly volatile: number;
  /** The value that was sent: part of every value that is built on it, so its echo is never the server's own. */
  readonly sent: string;
}

/** A reply and the value it answers. */
export interface Answered {
  readonly reply: Reply;
  readonly value: string;
}

/** Share of the stable words that may be missing before a reply counts as another answer; sqlmap's bound for "the same page". */
const tolerance = 0.02;

/** Learns the dynamic part from replies to one repeated request; undefined when they are not even of one kind. */
export function learnAnswer(replies: readonly Reply[], sent: string): StableAnswer | undefined {
  return learnAnswers(
    replies.map((reply) => ({ reply, value: sent })),
    sent,
  );
}

/** The same from replies to values that are built on `base` and mean one thing. */
export function learnAnswers(answered: readonly Answered[], base: string): StableAnswer | undefined {
  const [first, ...others] = answered;
  if (first === undefined || others.some(({ reply }) => reply.kind !== first.reply.kind)) return undefined;
  const all = answered.map(({ reply, value }) => wordsOf(reply, [value, base]));
  const words = new Set([...(all[0] ?? [])].filter((word) => all.every((one) => one.has(word))));
  const volatile = Math.max(...all.map((one) => one.size - words.size));
  return { kind: first.reply.kind, words, volatile, sent: base };
}

/** True when a reply gives the learnt answer: nothing stable is missing, and nothing came in that is not explained by change. */
export function sameAnswer(stable: StableAnswer, reply: Reply, sent: string): boolean {
  if (reply.kind !== stable.kind) return false;
  const words = wordsOf(reply, [sent, stable.sent]);
  const missing = [...stable.words].filter((word) => !words.has(word)).length;
  const extra = [...words].filter((word) => !stable.words.has(word)).length;
  return missing <= stable.words.size * tolerance && extra <= Math.ceil(stable.volatile * 1.2);
}

function wordsOf(reply: Reply, sent: readonly string[]): Set<string> {
  const text = sent.reduce(withoutReflection, replyText(reply).replaceAll(passing, " "));
  const words = text.match(/[\p{L}\p{N}_]+/gu);
  return new Set(words ?? [text.trim()]);
}

/**
 * What is new in every reply: times of day with seconds, how long something took, numbers made up for one request. Two
 * replies of one second agree on the first, a later one does not.
 */
const passing =
  /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?|\b\d+(?:\.\d+)? ?(?:ms|milliseconds|seconds|secs?|s)\b|\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi;
