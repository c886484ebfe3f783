import type { Redactor } from "../connect/record/redact.ts";
import type { Json } from "../model/json.ts";

/** Members of our own records: words and numbers of ours, which must stay what a schema says they are. */
const ours = new Set([
  "type",
  "kind",
  "stage",
  "id",
  "check",
  "suite",
  "verdict",
  "severity",
  "reason",
  "stopReason",
  "role",
  "reach",
  "era",
  "transport",
  "session",
  "direction",
  "where",
  "placeholder",
  "fingerprint",
  "startedAt",
  "finishedAt",
  "exchange",
  "exchanges",
  "control",
  "proof",
  "refs",
]);

/** Members that hold what a server or an owner wrote: in them nothing is ours, not even the names. */
const foreign = new Set(["params", "arguments", "facts", "jsonrpc", "shape"]);

/** Redacts every string of one of our own records (a report, an event), whatever member it stands in; the words that are ours stay. */
export function redactFields<T>(record: T, redactor: Redactor): T {
  const walk = (value: unknown, name: string): unknown => {
    if (foreign.has(name)) return redactor.json(value as Json).value;
    if (typeof value === "string") return ours.has(name) ? value : redactor.text(value).value;
    if (Array.isArray(value)) return value.map((inner) => walk(inner, name));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, key)]));
  };
  return walk(record, "") as T;
}
