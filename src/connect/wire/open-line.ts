import { isObject, type JsonObject } from "../../model/json.ts";
import type { Reply } from "../../model/reply.ts";
import type { Call, SessionInfo } from "../../model/session.ts";
import { limits } from "../../net/limits.ts";
import { openSingleConnection } from "../../net/open-net.ts";
import type { Opening } from "../opening.ts";
import { httpErrorReply } from "../protocol/http-reply.ts";
import { withInputRequired } from "../protocol/input-required.ts";
import { withModernMeta } from "../protocol/modern-meta.ts";
import { excerpt, replyOf } from "../protocol/reply-of.ts";
import { redirectTarget } from "./http-exchange.ts";
import type { HttpLink } from "./http-link.ts";
import { type RawReply, type RawRequest, sendRaw } from "./raw.ts";

/** One TCP connection, for requests of a session that has others. Once the server has ended it, every reply is `closed`. */
export interface Line {
  /** One request, with the id of the session; what the server asks back for is answered as it is over the session, or `shown`. */
  ask(call: LineCall, back: "answered" | "shown"): Promise<Reply>;
  raw(request: RawRequest): Promise<RawReply>;
  close(): Promise<void>;
}

export type LineCall = Call & Required<Pick<Call, "params" | "credentials">>;

/** Opens a connection of its own; undefined behind a proxy. Nothing is sent before the first request. */
export function openLine({ net: options, sighted }: Opening, link: HttpLink, info: SessionInfo): Line | undefined {
  const net = openSingleConnection(options);
  if (net === undefined) return undefined;
  let asked = 0;
  const heard = (reply: RawReply): RawReply => {
    if (reply.kind === "reply") sighted({ kind: "http-headers", headers: reply.headers });
    return reply;
  };
  const once = async ({ method, params, timeoutMs, credentials }: Call): Promise<Reply> => {
    asked += 1;
    const id = `line-${asked}`;
    const enveloped = info.era === "modern" ? withModernMeta(params, info.protocolVersion) : (params ?? {});
    const message: JsonObject = { jsonrpc: "2.0", id, method, params: enveloped };
    const body = JSON.stringify(message);
    const headers = link.headersFor(message, credentials);
    let { url } = link;
    for (let followed = 0; ; followed++) {
      const raw = heard(await sendRaw(net, url, headers, { body, timeoutMs: Math.ceil(timeoutMs) }));
      const next = raw.kind === "reply" && followed < limits.redirects ? redirectTarget(raw, url) : undefined;
      if (next === undefined) return replyTo({ id, method }, raw);
      url = next;
    }
  };
  return {
    ask: (call, back) => (back === "shown" ? once(call) : withInputRequired(call, info.era, link.inbox, once)),
    raw: async (request) => heard(await sendRaw(net, link.url, link.headersFor(undefined), request)),
    close: () => net.close(),
  };
}

function replyTo(asked: { readonly id: string; readonly method: string }, raw: RawReply): Reply {
  if (raw.kind !== "reply") return raw;
  const { status, headers, body, messages } = raw;
  if (status >= 300) return httpErrorReply(asked, status, headers, body);
  const answer = messages.find((message) => isObject(message) && message.id === asked.id);
  if (isObject(answer)) return replyOf(asked.method, answer);
  return { kind: "malformed", why: "no reply with the id of the request", excerpt: excerpt(body) };
}
