import type { Json, JsonObject } from "./json.ts";

/**
 * What came back for one request. A server can cause any of these and nothing else: `request()` never throws for it.
 * `timeout` and `closed` are told by our side, the rest is read from the wire.
 */
export type Reply =
  | { readonly kind: "result"; readonly result: JsonObject }
  | { readonly kind: "tool-error"; readonly result: JsonObject }
  | {
      readonly kind: "rpc-error";
      readonly code: number;
      readonly message: string;
      readonly data?: Json;
      readonly status?: number;
    }
  | {
      readonly kind: "http-error";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly kind: "malformed"; readonly why: string; readonly excerpt: string }
  | { readonly kind: "timeout"; readonly afterMs: number }
  /** `exited`: a server that was started ended by itself. */
  | { readonly kind: "closed"; readonly why: string; readonly exited?: true };

/** True when the server did what was asked: neither called it an error nor asked for input it did not get. */
export function succeeded(reply: Reply): boolean {
  return reply.kind === "result" && reply.result.resultType !== "input_required";
}

/** Every piece of text a reply carries, in order, joined by newlines: what an oracle reads, of results and errors alike. */
export function replyText(reply: Reply): string {
  switch (reply.kind) {
    case "result":
    case "tool-error":
      return contentText(reply.result);
    case "rpc-error":
      return reply.data === undefined ? reply.message : `${reply.message}\n${JSON.stringify(reply.data)}`;
    case "http-error":
      return reply.body;
    case "malformed":
      return `${reply.why}\n${reply.excerpt}`;
    case "timeout":
      return "";
    case "closed":
      return reply.why;
  }
}

/** Text blocks and embedded text resources come as they are; anything else of a result is read as JSON. */
function contentText(result: JsonObject): string {
  const { content, structuredContent, _meta, resultType, ...rest } = result;
  const blocks = Array.isArray(content) ? content : content === undefined ? [] : [content];
  const parts = blocks.map((block) =>
    typeof block === "object" && block !== null && typeof block.text === "string" ? block.text : JSON.stringify(block),
  );
  if (structuredContent !== undefined) parts.push(JSON.stringify(structuredContent));
  const { isError, ...others } = rest;
  if (Object.keys(others).length > 0) parts.push(JSON.stringify(others));
  return parts.join("\n");
}
