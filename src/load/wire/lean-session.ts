import { clientCapabilities, clientInfo } from "../../connect/protocol/client-identity.ts";
import { describeError } from "../../connect/protocol/describe-error.ts";
import { answerMessage, answerTo } from "../../connect/protocol/server-request.ts";
import { isObject, type Json } from "../../model/json.ts";
import type { Reply } from "../../model/reply.ts";
import type { SessionInfo } from "../../model/session.ts";
import type { LeanNet } from "../../net/lean/lean-net.ts";
import { leaveEarly } from "./leave-early.ts";
import type { LoadSession } from "./load-session.ts";
import { type Posted, post } from "./post.ts";
import { openPrepared, type Prepared, type PreparedMessages } from "./prepared.ts";

export type { LoadCall, LoadSession } from "./load-session.ts";

/** How the sessions of one load are opened. */
export interface LeanOpening {
  /** To the server of the URL. */
  readonly net: LeanNet;
  readonly url: URL;
  /** What a first session found out: era and revision. */
  readonly info: Pick<SessionInfo, "era" | "protocolVersion">;
  /** Of its principal. */
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** A session over Streamable HTTP that costs next to nothing, or what the handshake was answered with. */
export async function openLeanSession(opening: LeanOpening): Promise<LoadSession | Reply> {
  const { net, url, info, headers, timeoutMs } = opening;
  const modern = info.era === "modern";
  let prepared: PreparedMessages;
  try {
    prepared = openPrepared({ net, path: `${url.pathname}${url.search}`, info, own: headers });
  } catch (cause) {
    return { kind: "closed", why: describeError(cause) };
  }
  let sessionId: string | undefined;
  let last = 0;
  let answering = 0;

  const send = (what: Prepared, id: number | undefined, limitMs: number, signal?: AbortSignal): Promise<Posted> => {
    const asked = { id: id ?? -1, method: what.method };
    return post(net, { head: what.head, body: what.body(id), asked, timeoutMs: limitMs, other, signal });
  };
  const tell = (message: Json): Promise<unknown> => send(prepared.message(message, sessionId), undefined, timeoutMs);

  const other = (message: Json): void => {
    if (!isObject(message) || typeof message.method !== "string") return;
    const { id } = message;
    if (answering >= mostAnswering || (typeof id !== "string" && typeof id !== "number")) return;
    answering += 1;
    void tell(answerMessage(id, answerTo(message.method))).finally(() => {
      answering -= 1;
    });
  };

  if (!modern) {
    const params = { protocolVersion: info.protocolVersion, capabilities: clientCapabilities, clientInfo };
    const shaken = await send(prepared.request("initialize", params, undefined), 0, timeoutMs);
    if (shaken.reply.kind !== "result") return shaken.reply;
    sessionId = shaken.sessionId;
    try {
      await tell({ jsonrpc: "2.0", method: "notifications/initialized" });
    } catch (cause) {
      // The id that it was given is none that can be sent.
      return { kind: "closed", why: describeError(cause) };
    }
  }

  return {
    ask({ method, params, timeoutMs: limitMs, signal, leave }) {
      const id = ++last;
      const what = prepared.request(method, params, sessionId);
      if (leave === undefined) return send(what, id, limitMs, signal);
      const cancelled = { jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: id } };
      const cancel = leave.how === "disconnect" || modern ? undefined : () => tell(cancelled);
      return leaveEarly(leave.afterMs, signal, (gone) => send(what, id, limitMs, gone), cancel);
    },
    async close(how) {
      if (how === "abandoned" || sessionId === undefined) return;
      const asked = { id: -1, method: "" };
      await post(net, { head: prepared.goodbye(sessionId), body: "", asked, timeoutMs: goodbyeMs, other });
    },
  };
}

const goodbyeMs = 2_000;
/** Requests of the server that are answered at the same time: it can ask thousands in one stream, each a connection of ours. */
const mostAnswering = 10;
