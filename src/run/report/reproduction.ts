import type { Exchange } from "../../model/exchange.ts";
import { anonymous } from "../../model/principal.ts";
import type { ReportedResult } from "../../model/report.ts";
import type { SessionInfo } from "../../model/session.ts";
import type { Target } from "../../model/target.ts";
import { bareUrl } from "./bare-url.ts";
import { isOAuth, oauthReproduction } from "./oauth-reproduction.ts";

/** How to see the proof again by hand: the JSON-RPC request and, over HTTP, a curl line. Credentials are left to the reader. */
export function reproductionOf(
  exchange: Exchange,
  target: Target,
  info: SessionInfo | undefined,
): NonNullable<ReportedResult["reproduction"]> {
  if (isOAuth(exchange)) return oauthReproduction(exchange);
  const { method, params } = exchange.request;
  const jsonrpc = JSON.parse(JSON.stringify(messageOf(exchange, info)));
  const repeats = `This repeats exchange ${exchange.id}.`;
  if (target.kind === "stdio" || info?.transport !== "streamable-http") {
    return { jsonrpc, note: `${repeats} Send it on an initialised session. ${credentialsOf(exchange)}` };
  }
  const bare = method === "GET" || method === "DELETE";
  const modern = info.era === "modern";
  const opens = method === "initialize";
  const version = `-H 'MCP-Protocol-Version: ${info.protocolVersion}'`;
  const session = opens ? [] : ["-H 'Mcp-Session-Id: '\"$SESSION\"", version];
  const named = typeof params.name === "string" ? [`-H ${quoted(`Mcp-Name: ${params.name}`)}`] : [];
  const perRequest = [version, `-H 'Mcp-Method: ${method}'`, ...named];
  const curl = [
    `curl -sS ${bare ? `-X ${method} ` : ""}${quoted(bareUrl(target.url))}`,
    ...(bare ? [] : ["-H 'Content-Type: application/json'"]),
    `-H 'Accept: ${method === "GET" ? "" : "application/json, "}text/event-stream'`,
    ...(modern ? perRequest : session),
    ...(bare ? [] : [`--data-raw ${quoted(JSON.stringify(messageOf(exchange, info)))}`]),
  ].join(" \\\n  ");
  const opening = modern || opens ? "" : " $SESSION is the Mcp-Session-Id that the server returns to initialize.";
  return { jsonrpc, curl, note: `${repeats}${opening} ${credentialsOf(exchange)}` };
}

function messageOf({ request: { method, params } }: Exchange, info: SessionInfo | undefined): object {
  if (method === "initialize") return { jsonrpc: "2.0", id: 1, method, params: { ...handshake(info), ...params } };
  const meta = {
    "io.modelcontextprotocol/protocolVersion": info?.protocolVersion ?? "",
    "io.modelcontextprotocol/clientCapabilities": {},
  };
  return { jsonrpc: "2.0", id: 1, method, params: info?.era === "modern" ? { ...params, _meta: meta } : params };
}

function handshake(info: SessionInfo | undefined): object {
  const clientInfo = { name: "mcp-gauntlet", version: "1" };
  return { protocolVersion: info?.protocolVersion ?? "", capabilities: {}, clientInfo };
}

function credentialsOf({ principal, guise }: Exchange): string {
  if (guise === undefined && principal === anonymous.name) return "It was sent without credentials.";
  if (guise === undefined) return `Add the credentials of ${principal}.`;
  return `It was sent as ${principal}, ${guise}.`;
}

/** One word for a POSIX shell, whatever it holds. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
