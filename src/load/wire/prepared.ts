import { withModernMeta } from "../../connect/protocol/modern-meta.ts";
import { mergeHeaders, protocolHeaders } from "../../connect/wire/default-headers.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { SessionInfo } from "../../model/session.ts";
import type { LeanNet } from "../../net/lean/lean-net.ts";
import type { RequestHead } from "../../net/lean/request-head.ts";

/** A message of which all is written but its id. */
export interface Prepared {
  readonly method: string;
  readonly head: RequestHead;
  /** Each character is one byte. */
  body(id: number | undefined): string;
}

/** Writes the messages of one session. */
export interface PreparedMessages {
  /** Written once for each object of parameters: it must not be changed afterwards. */
  request(method: string, params: JsonObject, sessionId: string | undefined): Prepared;
  /** A notification or an answer, whole. */
  message(message: Json, sessionId: string | undefined): Prepared;
  /** The head of the request that ends the session. */
  goodbye(sessionId: string): RequestHead;
}

/** What the messages of a session have in common. */
export interface Messages {
  readonly net: Pick<LeanNet, "head">;
  readonly path: string;
  readonly info: Pick<SessionInfo, "era" | "protocolVersion">;
  /** Headers of the principal. */
  readonly own: Readonly<Record<string, string>>;
}

/**
 * Nothing is written yet; a session has one id, known after its first request. Throws, and so do its messages, for headers that
 * cannot be sent.
 */
export function openPrepared({ net, path, info, own }: Messages): PreparedMessages {
  const modern = info.era === "modern";
  const known = new WeakMap<JsonObject, Prepared>();
  net.head("POST", path, Object.entries(own).flat());
  // Requests of the legacy era all have the same head, once there is a session: a server may ask something before that.
  let usual: { readonly head: RequestHead; readonly sessionId: string | undefined } | undefined;

  const headersOf = (message: JsonObject, sessionId: string | undefined): readonly string[] => {
    const protocolVersion = modern ? undefined : info.protocolVersion;
    return mergeHeaders(Object.entries(own), protocolHeaders(message, { sessionId, protocolVersion })).flat();
  };
  const headOf = (message: JsonObject, sessionId: string | undefined): RequestHead => {
    if (usual !== undefined && usual.sessionId === sessionId) return usual.head;
    const head = net.head("POST", path, headersOf(message, sessionId));
    if (!modern && message.method !== "initialize") usual = { head, sessionId };
    return head;
  };

  return {
    request(method, params, sessionId) {
      const written = known.get(params);
      if (written?.method === method) return written;
      const enveloped = modern ? withModernMeta(params, info.protocolVersion) : params;
      const head = headOf({ method, params: enveloped }, sessionId);
      const end = inBytes(`,"method":${JSON.stringify(method)},"params":${JSON.stringify(enveloped)}}`);
      const prepared = { method, head, body: (id: number | undefined) => `{"jsonrpc":"2.0","id":${id}${end}` };
      known.set(params, prepared);
      return prepared;
    },
    message(message, sessionId) {
      const text = inBytes(JSON.stringify(message));
      return { method: "", head: headOf(message as JsonObject, sessionId), body: () => text };
    },
    goodbye: (sessionId) => net.head("DELETE", path, headersOf({}, sessionId)),
  };
}

/** The bytes of a text, each as one character: what is put together from such pieces is written without being looked at again. */
function inBytes(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}
