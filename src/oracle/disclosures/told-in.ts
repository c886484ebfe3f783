import type { Told } from "../../model/disclosure.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Json } from "../../model/json.ts";
import { replyText } from "../../model/reply.ts";
import { findDisclosures } from "./find.ts";
import { secretsIn } from "./secrets-in.ts";

/** Characters of one reply that are read: an error says what it has to say at its beginning. */
const mostRead = 200_000;

type Heard = Pick<Exchange, "request" | "reply" | "sightings">;

/** What a reply tells of the inside of the server that its request had not said. Pure; works on the record, secrets removed. */
export function toldIn(exchange: Heard): readonly Told[] {
  const { reply, request } = exchange;
  const headers = reply.kind === "http-error" ? [reply.headers.server, reply.headers["x-powered-by"]] : [];
  const text = [replyText(reply).slice(0, mostRead), ...headers].filter((part) => part !== undefined).join("\n");
  const asked = spellings(stringsIn(request.params));
  const own = findDisclosures(text).filter(({ text: told }) => !asked.some((one) => one.includes(told)));
  return [
    ...secretsIn(exchange),
    ...own.map(({ kind, what, text: told, verified }) => ({ kind, what, text: told, verified })),
  ];
}

/** All strings of a request, keys included, in which a server may repeat them: as they are, escaped, decoded. */
function spellings(strings: readonly string[]): readonly string[] {
  return strings.flatMap((text) => [text, JSON.stringify(text).slice(1, -1), decoded(text)]);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function stringsIn(value: Json | undefined): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  return Object.entries(value).flatMap(([key, inner]) => [key, ...stringsIn(inner)]);
}
