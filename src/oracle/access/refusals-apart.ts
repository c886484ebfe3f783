import { type Reply, replyText } from "../../model/reply.ts";
import { withoutReflection } from "../answer/without-reflection.ts";

/** How two kinds of refusals differ every time, for people. */
export interface RefusalsApart {
  readonly by: "status" | "text";
  /** Of the first kind and of the second: `HTTP 401` and `HTTP 403`, or words that only one of them has. */
  readonly one: string;
  readonly other: string;
}

/** Words that are named in a sentence. */
const mostNamed = 8;

/**
 * What tells two kinds of refusals apart: a status that each has every time, or words that are in every refusal of one kind
 * and in none of the other. Not what echoes `sent`, and no words with digits: those may be numbers of a request or dates of a
 * token. Undefined where nothing does. Each kind has to be asked several times, by turns.
 */
export function refusalsApart(
  one: readonly Reply[],
  other: readonly Reply[],
  sent: readonly string[],
): RefusalsApart | undefined {
  const [first, second] = [only(one.map(statusOf)), only(other.map(statusOf))];
  if (first === undefined || second === undefined) return undefined;
  if (first !== second) return { by: "status", one: first, other: second };
  const [ones, others] = [one, other].map((replies) => replies.map((reply) => wordsOf(reply, sent)));
  const [mine, theirs] = [apart(ones ?? [], others ?? []), apart(others ?? [], ones ?? [])];
  return mine.length + theirs.length === 0 ? undefined : { by: "text", one: named(mine), other: named(theirs) };
}

function only(values: readonly string[]): string | undefined {
  return values.every((value) => value === values[0]) ? values[0] : undefined;
}

function statusOf(reply: Reply): string {
  switch (reply.kind) {
    case "http-error":
      return `HTTP ${reply.status}`;
    case "rpc-error":
      return `JSON-RPC error ${reply.code}${reply.status === undefined ? "" : ` with HTTP ${reply.status}`}`;
    default:
      return reply.kind;
  }
}

function apart(ones: readonly ReadonlySet<string>[], others: readonly ReadonlySet<string>[]): readonly string[] {
  const [first = new Set<string>(), ...again] = ones;
  return [...first].filter((word) => again.every((one) => one.has(word)) && !others.some((one) => one.has(word)));
}

function wordsOf(reply: Reply, sent: readonly string[]): ReadonlySet<string> {
  const challenge = reply.kind === "http-error" ? (reply.headers["www-authenticate"] ?? "") : "";
  const text = sent.reduce(withoutReflection, `${replyText(reply)}\n${challenge}`.replaceAll(removed, " "));
  const words = text.match(/[\p{L}\p{N}_]{2,}/gu) ?? [];
  return new Set(words.filter((word) => !/\p{N}/u.test(word)).map((word) => word.toLowerCase()));
}

/** What the recorder put in place of a token or another secret: another one for each. */
const removed = /\[redacted[^\]]*\]/g;

function named(words: readonly string[]): string {
  return words.length === 0 ? "no word of its own" : words.slice(0, mostNamed).join(" ");
}
