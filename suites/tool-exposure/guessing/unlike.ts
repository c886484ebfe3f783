import { type Reply, replyText } from "../../../src/model/reply.ts";

/** One reply to a call, and the name that was called. */
export interface Named {
  readonly name: string;
  readonly reply: Reply;
}

/** Characters after a name that tell what is said of it. */
const after = 12;
const suggestion = /did you mean|perhaps|similar|closest|available|maybe|known tools|valid tools|instead/i;

/**
 * True where two names were answered in the same way: the same kind of reply, and the same words but for the name itself. What comes
 * after the name may differ, since many a refusal suggests names that are like it.
 */
export function answeredAlike(one: Named, other: Named): boolean {
  if (shape(one.reply) !== shape(other.reply)) return false;
  const [a, b] = [split(one), split(other)];
  if (a.text === b.text || replyText(one.reply) === replyText(other.reply)) return true;
  if (a.before === undefined || b.before === undefined) return false;
  if (a.before !== b.before) return false;
  const [rest, more] = [a.text.slice(a.before.length + 1), b.text.slice(b.before.length + 1)];
  if (rest.slice(0, after) === more.slice(0, after)) return true;
  // One of them says no more, and the other goes on with what may be meant.
  const ends = (text: string) => !/\w/.test(text) || suggestion.test(text.slice(0, 80));
  return ends(rest) && ends(more) && a.before.trim() !== "";
}

/** The same, word for word but for names, numbers and what looks drawn at random. */
export function answeredTheSame(one: Named, other: Named): boolean {
  return shape(one.reply) === shape(other.reply) && split(one).text === split(other).text;
}

function shape(reply: Reply): string {
  if (reply.kind === "rpc-error") return `rpc-error ${reply.code}`;
  return reply.kind === "http-error" ? `http-error ${reply.status}` : reply.kind;
}

function split({ name, reply }: Named): { readonly text: string; readonly before: string | undefined } {
  const text = replyText(reply)
    .slice(0, 5_000)
    .replaceAll(name, "\u0000")
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16,}|\d+/gi, "0");
  const at = text.indexOf("\u0000");
  return { text, before: at === -1 ? undefined : text.slice(0, at) };
}
