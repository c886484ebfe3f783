import type { Exchange } from "../../model/exchange.ts";
import { isObject, type Json } from "../../model/json.ts";
import type { ReportedResult } from "../../model/report.ts";

/** True for a request to an authorization server, which is no JSON-RPC. */
export function isOAuth({ request }: Exchange): boolean {
  return request.method.startsWith("oauth/");
}

/** The same request by hand. Codes and tokens are left to the reader: each is good for one use. */
export function oauthReproduction(exchange: Exchange): NonNullable<ReportedResult["reproduction"]> {
  const { url, query, form, json } = exchange.request.params;
  const address = `${String(url)}${isObject(query) ? `?${encoded(query)}` : ""}`;
  const curl = [
    `curl -sSi ${exchange.request.method === "oauth/unregister" ? "-X DELETE " : ""}${quoted(address)}`,
    ...(isObject(form) ? [`--data ${quoted(encoded(form))}`] : []),
    ...(isObject(json) ? ["-H 'Content-Type: application/json'", `--data-raw ${quoted(JSON.stringify(json))}`] : []),
  ].join(" \\\n  ");
  const note = `This repeats exchange ${exchange.id}, a request to the authorization server. Register a client for it, and ask for codes and tokens of your own: each is good for one use.`;
  return { jsonrpc: null, curl, note };
}

function encoded(parameters: Readonly<Record<string, Json | undefined>>): string {
  const entries = Object.entries(parameters).map(([name, value]): [string, string] => [name, String(value)]);
  return new URLSearchParams(entries).toString();
}

/** One word for a POSIX shell, whatever it holds. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
