import { isObject, type JsonObject } from "../../model/json.ts";
import type { Call } from "../../model/session.ts";
import { headerValue } from "../protocol/header-value.ts";
import { metaKeys } from "../protocol/versions.ts";

/** Name and value of a header, in the order they are sent. */
export type Header = readonly [name: string, value: string];

/** Headers that carry the credentials of one request, in place of those of its session. */
export type Credentials = NonNullable<Call["credentials"]>;

/** What a connection knows of its own state. */
export interface HeaderState {
  readonly sessionId: string | undefined;
  /** Revision agreed by the handshake of the legacy era. */
  readonly protocolVersion: string | undefined;
}

/**
 * Headers the protocol wants on a POST of `message`. A request of the modern era speaks for itself: its revision,
 * method and name are repeated from the body.
 */
export function protocolHeaders(message: JsonObject | undefined, state: HeaderState): Header[] {
  const headers: Header[] = [
    ["Content-Type", "application/json"],
    ["Accept", "application/json, text/event-stream"],
  ];
  const { method } = message ?? {};
  const params = isObject(message?.params) ? message.params : {};
  const meta = isObject(params._meta) ? params._meta : {};
  const claimed = meta[metaKeys.protocolVersion];
  if (typeof claimed === "string" && typeof method === "string") {
    headers.push(["MCP-Protocol-Version", claimed], ["Mcp-Method", method]);
    const name = params[nameSources[method] ?? ""];
    if (typeof name === "string") headers.push(["Mcp-Name", headerValue(name)]);
    return headers;
  }
  if (method === "initialize") return headers;
  if (state.sessionId !== undefined) headers.push(["Mcp-Session-Id", state.sessionId]);
  if (state.protocolVersion !== undefined) headers.push(["MCP-Protocol-Version", state.protocolVersion]);
  return headers;
}

/** Later headers win over earlier ones of the same name; a name given twice in `over` is sent twice. */
export function mergeHeaders(base: readonly Header[], over: readonly Header[]): Header[] {
  const replaced = new Set(over.map(([name]) => name.toLowerCase()));
  return [...base.filter(([name]) => !replaced.has(name.toLowerCase())), ...over];
}

const nameSources: Readonly<Record<string, string>> = {
  "tools/call": "name",
  "prompts/get": "name",
  "resources/read": "uri",
};
