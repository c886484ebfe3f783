import type { ReportedExchange } from "../../model/report.ts";
import { replacedAt } from "./replaced-at.ts";

/** Values that the probe noted, that the reply holds and the request does not: the server or its database computed them. */
export function computedValues(exchange: ReportedExchange): readonly string[] {
  const sent = JSON.stringify(exchange.request.params);
  return leaves(exchange.facts ?? {})
    .filter((value) => value.length >= 3 && exchange.reply.text.includes(value) && !sent.includes(value))
    .sort((a, b) => b.length - a.length);
}

function leaves(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [];
}

/** Request params as indented JSON, cut into what stands before, in and after the part that the attack injected. */
export function injected(
  exchange: ReportedExchange,
  control: ReportedExchange | undefined,
  param: string | undefined,
): readonly [before: string, injected: string, after: string] {
  const { params } = exchange.request;
  const whole = [JSON.stringify(params, null, 2), "", ""] as const;
  const swapped = param === undefined ? undefined : replacedAt(params, `arguments.${param}`, sentinel);
  const parts = swapped === undefined ? [] : JSON.stringify(swapped.copy, null, 2).split(JSON.stringify(sentinel));
  const [before, after] = parts;
  if (swapped === undefined || before === undefined || after === undefined || parts.length !== 2) return whole;
  const literal = JSON.stringify(swapped.old);
  const harmless =
    control === undefined || param === undefined
      ? undefined
      : replacedAt(control.request.params, `arguments.${param}`, "");
  const [start, end] = differing(literal, harmless === undefined ? '""' : JSON.stringify(harmless.old));
  return [before + literal.slice(0, start), literal.slice(start, end), literal.slice(end) + after];
}

/** Stands for the value while the rest is printed; a request that holds it too is left unmarked. */
const sentinel = "\ue000\ue001\ue000";

/** The part of `text` that is left when what it shares with `other` at both ends is taken away. */
function differing(text: string, other: string): readonly [number, number] {
  const most = Math.min(text.length, other.length);
  let start = 0;
  while (start < most && text[start] === other[start]) start++;
  let end = 0;
  while (end < most - start && text.at(-1 - end) === other.at(-1 - end)) end++;
  return [start, text.length - end];
}
