import type { JsonObject } from "../../model/json.ts";
import type { Reply } from "../../model/reply.ts";
import type { Call, Session, SessionInfo } from "../../model/session.ts";
import { withInputRequired } from "../protocol/input-required.ts";
import { withModernMeta } from "../protocol/modern-meta.ts";
import type { ParamHeaders } from "../protocol/param-headers.ts";
import { withDeadline } from "../protocol/with-deadline.ts";
import type { WireLink } from "./wire-link.ts";

/** A session of our own making: no library between a message and the wire. */
export class WireSession implements Session {
  readonly info: SessionInfo;
  readonly #link: WireLink;
  readonly #paramHeaders: ParamHeaders;
  #closing: Promise<void> | undefined;
  #lastId = 0;

  constructor(link: WireLink, info: SessionInfo, paramHeaders: ParamHeaders) {
    this.info = info;
    this.#link = link;
    this.#paramHeaders = paramHeaders;
  }

  get ended(): string | undefined {
    return this.#closing === undefined ? this.#link.ended : "closed by us";
  }

  async request(call: Call): Promise<Reply> {
    const why = this.ended;
    if (why !== undefined) return { kind: "closed", why };
    const reply = await withInputRequired(call, this.info.era, this.#link.inbox, (next) =>
      withDeadline(next, (signal) => this.#send(next, signal)),
    );
    if (call.method === "tools/list" && reply.kind === "result") this.#paramHeaders.learn(reply.result);
    return reply;
  }

  async notify(method: string, params: JsonObject): Promise<void> {
    if (this.ended !== undefined) return;
    const message = { jsonrpc: "2.0", method, params: this.#enveloped(params) };
    await this.#link.send(message, AbortSignal.timeout(NOTIFY_MS)).catch(() => {});
  }

  close(): Promise<void> {
    this.#closing ??= this.#link.close();
    return this.#closing;
  }

  #send({ method, params, credentials }: Call, signal: AbortSignal): Promise<Reply> {
    const { inbox } = this.#link;
    const id = ++this.#lastId;
    const answer = inbox.expect(id, method);
    signal.addEventListener("abort", () => this.#giveUp(id, String(signal.reason)), { once: true });
    const enveloped = this.#enveloped(params);
    const message = { jsonrpc: "2.0", id, method, ...(enveloped === undefined ? {} : { params: enveloped }) };
    const sent = this.#link.send(message, signal, credentials).catch((error: unknown) => {
      // Answered already, then cut: the answer counts.
      if (inbox.waiting(id) !== undefined) throw error;
    });
    return Promise.race([answer, sent.then(() => answer)]);
  }

  #giveUp(id: number, reason: string): void {
    this.#link.inbox.settle(id, { kind: "closed", why: reason });
    if (!this.#link.cancelsByClosing) void this.notify("notifications/cancelled", { requestId: id, reason });
  }

  #enveloped(params: JsonObject | undefined): JsonObject | undefined {
    return this.info.era === "modern" ? withModernMeta(params, this.info.protocolVersion) : params;
  }
}

const NOTIFY_MS = 10_000;
