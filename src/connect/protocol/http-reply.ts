import { isObject } from "../../model/json.ts";
import type { Reply } from "../../model/reply.ts";
import { parseJson } from "../../net/parse-json.ts";
import type { Id } from "./message.ts";
import { replyOf } from "./reply-of.ts";

/**
 * What an HTTP status outside 2xx means for a request. A JSON-RPC error that carries the id of the request answers it;
 * anything else is the transport's: 401 and 403 always, a lost session (404, id null), a proxy's page.
 */
export function httpErrorReply(
  asked: { id: Id; method: string } | undefined,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): Reply {
  if (asked !== undefined && status !== 401 && status !== 403) {
    const parsed = parseJson(body);
    if (parsed.ok && isObject(parsed.value) && parsed.value.id === asked.id && isObject(parsed.value.error)) {
      return replyOf(asked.method, parsed.value, status);
    }
  }
  return { kind: "http-error", status, headers, body };
}
