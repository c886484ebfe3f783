import type { Exchange } from "../../model/exchange.ts";
import type { Json } from "../../model/json.ts";
import { replyText } from "../../model/reply.ts";
import type { ReportedExchange } from "../../model/report.ts";

/** Characters of a reply's text, and of one argument, that the report keeps; the rest is in evidence.jsonl. */
const replyLength = 4_000;
const argumentLength = 2_000;

/** One exchange as the report keeps it. */
export function excerptOf(exchange: Exchange): ReportedExchange {
  const { role, label, principal, guise, session, round, request, reply, sightings, atMs, durationMs } = exchange;
  const text = replyText(reply);
  return {
    role,
    label,
    principal,
    ...(guise === undefined ? {} : { guise }),
    session,
    round,
    request: { method: request.method, params: cut(request.params) },
    reply: {
      kind: reply.kind,
      text: text.slice(0, replyLength),
      cut: text.length > replyLength,
      ...(reply.kind === "rpc-error" ? { code: reply.code } : {}),
      ...(reply.kind === "http-error" ? { status: reply.status } : {}),
    },
    facts: cut(exchange.facts) as NonNullable<ReportedExchange["facts"]>,
    sightings: [...sightings].map((sighting) => ({ ...sighting, shape: { ...sighting.shape } })),
    atMs,
    durationMs,
  };
}

function cut(value: Json | undefined): ReportedExchange["request"]["params"] {
  return JSON.parse(
    JSON.stringify(value ?? null, (_, inner) =>
      typeof inner === "string" && inner.length > argumentLength ? `${inner.slice(0, argumentLength)}[cut]` : inner,
    ),
  );
}
