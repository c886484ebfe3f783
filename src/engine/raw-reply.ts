import type { RawReply } from "../connect/wire/raw.ts";
import { isObject } from "../model/json.ts";
import type { Reply } from "../model/reply.ts";

/** What a raw request got, as a reply: an error of the protocol is one whatever its HTTP status. */
export function rawReply(raw: RawReply): Reply {
  if (raw.kind !== "reply") return raw;
  const { status, headers, body, messages } = raw;
  if (status >= 300) return { kind: "http-error", status, headers, body };
  const [message] = messages;
  const error = isObject(message) ? message.error : undefined;
  if (isObject(error)) {
    const { code, message: text, data } = error;
    const told = { code: typeof code === "number" ? code : 0, message: typeof text === "string" ? text : "" };
    return { kind: "rpc-error", ...told, ...(data === undefined ? {} : { data }), status };
  }
  return { kind: "result", result: { status, contentType: headers["content-type"] ?? "", body } };
}
