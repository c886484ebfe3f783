import { isObject, type JsonObject } from "../../model/json.ts";
import type { Reply } from "../../model/reply.ts";

/** Turns a JSON-RPC response, as the server sent it, into a reply to `method`. */
export function replyOf(method: string, response: JsonObject, status?: number): Reply {
  const { result, error } = response;
  if (error !== undefined) {
    if (!isObject(error) || typeof error.code !== "number") return malformed("an error without a code", response);
    return {
      kind: "rpc-error",
      code: error.code,
      message: typeof error.message === "string" ? error.message : "",
      ...(error.data === undefined ? {} : { data: error.data }),
      ...(status === undefined ? {} : { status }),
    };
  }
  if (!isObject(result)) return malformed("a result that is no object", response);
  return method === "tools/call" && result.isError === true
    ? { kind: "tool-error", result }
    : { kind: "result", result };
}

function malformed(why: string, response: JsonObject): Reply {
  return { kind: "malformed", why, excerpt: excerpt(JSON.stringify(response)) };
}

/** The start of what a server sent, for people. */
export function excerpt(text: string): string {
  return text.length > 2_000 ? `${text.slice(0, 2_000)}…` : text;
}
