import type { AuthorizationAnswer } from "../../../src/model/authorization-server.ts";

/** Share of the words of two pages that both have, from which they count as one page. */
const alike = 0.9;

/**
 * True where two requests to an authorization endpoint led a person to the same place: the same kind of answer, by the same way,
 * with the same words. What changes with each request, such as the id of a login, stands in no word and no fixed part of a path.
 */
export function sameTreatment(one: AuthorizationAnswer, other: AuthorizationAnswer): boolean {
  if (one.answer !== other.answer) return false;
  if (place(one.to ?? "") !== place(other.to ?? "")) return false;
  if (one.through.map(place).join(" ") !== other.through.map(place).join(" ")) return false;
  const [mine, others] = [words(one.text), words(other.text)];
  const all = new Set([...mine, ...others]);
  const both = [...mine].filter((word) => others.has(word));
  return all.size === 0 || both.length / all.size >= alike;
}

/** Parts of a path that are made up for one request have a digit in them, or are long. */
function place(url: string): string {
  return url
    .split("/")
    .map((part, index) => (index > 2 && (/\d/.test(part) || part.length > longestName) ? "*" : part))
    .join("/");
}

const longestName = 24;

/** What a person reads on a page, without what holds a digit or a capital inside. */
function words(html: string): Set<string> {
  const text = html.replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, " ").replace(/<[^>]*>/g, " ");
  return new Set(text.match(/(?<![\w-])\p{L}\p{Ll}{1,20}(?![\w-])/gu) ?? []);
}
