import type { Exchange } from "../../model/exchange.ts";
import type { ReportedResult } from "../../model/report.ts";
import type { SessionInfo } from "../../model/session.ts";
import type { Target } from "../../model/target.ts";
import { bareUrl } from "./bare-url.ts";

/** How to see the proof again by hand: the JSON-RPC request and, over HTTP, a curl line. Credentials are left to the reader. */
export function reproductionOf(
  exchange: Exchange,
  target: Target,
  info: SessionInfo | undefined,
): NonNullable<ReportedResult["reproduction"]> {
  const { method, params } = exchange.request;
  const modern = info?.era === "modern";
  const meta = {
    "io.modelcontextprotocol/protocolVersion": info?.protocolVersion ?? "",
    "io.modelcontextprotocol/clientCapabilities": {},
  };
  const message = { jsonrpc: "2.0", id: 1, method, params: modern ? { ...params, _meta: meta } : params };
  const jsonrpc = JSON.parse(JSON.stringify(message));
  const proven = `Exchange ${exchange.id}; its reply is what proves the finding.`;
  if (target.kind === "stdio" || info?.transport !== "streamable-http") {
    return { jsonrpc, note: `${proven} Send it on an initialised session.` };
  }
  const session = ["-H 'Mcp-Session-Id: '\"$SESSION\"", `-H 'MCP-Protocol-Version: ${info.protocolVersion}'`];
  const named = typeof params.name === "string" ? [`-H ${quoted(`Mcp-Name: ${params.name}`)}`] : [];
  const perRequest = [`-H 'MCP-Protocol-Version: ${info.protocolVersion}'`, `-H 'Mcp-Method: ${method}'`, ...named];
  const curl = [
    `curl -sS ${quoted(bareUrl(target.url))}`,
    "-H 'Content-Type: application/json'",
    "-H 'Accept: application/json, text/event-stream'",
    ...(modern ? perRequest : session),
    `--data-raw ${quoted(JSON.stringify(message))}`,
  ].join(" \\\n  ");
  const opening = modern ? "" : " $SESSION is the Mcp-Session-Id that the server returns to initialize.";
  return { jsonrpc, curl, note: `${proven}${opening} Add the credentials of the identity under test.` };
}

/** One word for a POSIX shell, whatever it holds. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
