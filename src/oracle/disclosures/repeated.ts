import type { DisclosureKind, Told } from "../../model/disclosure.ts";
import { essence } from "./essence.ts";

/** Signs of the beginning of a statement or a frame by which it is known again: what a server says behind it may be taken for its end. */
const head = 24;
const openEnded: readonly DisclosureKind[] = ["sql-statement", "stack-frame"];
/** Share of anything else that may be the server's own words, taken for its end. */
const tail = 0.2;
const longestTail = 8;
/** What may be the rest of an escape that stands before it, such as `\n` or `%0A`. */
const escapes = /^(?:[nrtbfv]|[0-9a-f]{2})(?=.{6})/;

/** True for what the strings of a request say, too, in whatever spelling it comes back, and for a part of it. */
export function repeats(asked: readonly string[]): (told: Pick<Told, "kind" | "text">) => boolean {
  // Most replies tell nothing, and a request may be long.
  let known: readonly string[] | undefined;
  return ({ kind, text }) => {
    known ??= asked.map(essence);
    const within = (part: string): boolean => known?.some((one) => one.includes(part)) === true;
    if (kind === "environment") return text.split(", ").every((name) => within(essence(name)));
    const told = essence(text);
    const own = openEnded.includes(kind) ? told.length - head : Math.min(longestTail, Math.floor(told.length * tail));
    return [told, told.replace(escapes, "")].some((one) => within(own > 0 ? one.slice(0, -own) : one));
  };
}
