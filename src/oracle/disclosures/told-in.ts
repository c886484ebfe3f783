import type { Told } from "../../model/disclosure.ts";
import type { Exchange } from "../../model/exchange.ts";
import type { Json } from "../../model/json.ts";
import { replyText } from "../../model/reply.ts";
import { findDisclosures } from "./find.ts";
import { repeats } from "./repeated.ts";
import { secretsIn } from "./secrets-in.ts";
import { tellingHeaders } from "./telling-headers.ts";

/** Characters of one reply that are read: an error says what it has to say at its beginning. */
const mostRead = 200_000;

type Heard = Pick<Exchange, "request" | "reply" | "sightings" | "beside">;

/** What a reply, and what came beside it, tells of the inside of the server that its request had not said. Pure; works on the record, secrets removed. */
export function toldIn(exchange: Heard): readonly Told[] {
  const { reply, request, beside = [] } = exchange;
  const headers = reply.kind === "http-error" ? Object.values(tellingHeaders(reply.headers)) : [];
  const text = [replyText(reply).slice(0, mostRead), ...headers, ...beside.map((one) => one.text)].join("\n");
  const isRepeated = repeats(wordsIn(request.params));
  const own = findDisclosures(text).filter((told) => !isRepeated(told));
  return [
    ...secretsIn(exchange),
    ...own.map(({ kind, what, text: told, verified }) => ({ kind, what, text: told, verified })),
  ];
}

/** All strings of a request, keys included. */
function wordsIn(value: Json | undefined): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  return Object.entries(value).flatMap(([key, inner]) => [key, ...wordsIn(inner)]);
}
