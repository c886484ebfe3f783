import { isObject, type JsonObject } from "../../model/json.ts";
import type { SessionInfo } from "../../model/session.ts";
import type { HttpTarget } from "../../model/target.ts";
import { limits } from "../../net/limits.ts";
import { type Net, openNet } from "../../net/open-net.ts";
import { readText } from "../../net/read-text.ts";
import type { Opening } from "../opening.ts";
import type { OwnHeaders } from "../own-headers.ts";
import { httpErrorReply } from "../protocol/http-reply.ts";
import { Inbox } from "../protocol/inbox.ts";
import type { Id } from "../protocol/message.ts";
import type { ParamHeaders } from "../protocol/param-headers.ts";
import { excerpt } from "../protocol/reply-of.ts";
import { answerMessage } from "../protocol/server-request.ts";
import { type Credentials, type Header, mergeHeaders, protocolHeaders } from "./default-headers.ts";
import { type HttpReply, httpExchangeWithinOrigin } from "./http-exchange.ts";
import { readEvents } from "./read-events.ts";
import type { WireLink } from "./wire-link.ts";

type Asked = { readonly id: Id; readonly method: string } | undefined;

/** Our own Streamable HTTP: one POST for each message, replies read as they come. */
export class HttpLink implements WireLink {
  readonly transport = "streamable-http";
  readonly inbox: Inbox;
  readonly address: string;
  readonly net: Net;
  readonly url: URL;
  ended: string | undefined;
  cancelsByClosing = false;
  readonly #own: OwnHeaders;
  readonly #paramHeaders: ParamHeaders;
  readonly #opening: Opening;
  readonly #over = new AbortController();
  #sessionId: string | undefined;
  #protocolVersion: string | undefined;

  constructor(opening: Opening, target: HttpTarget, own: OwnHeaders, paramHeaders: ParamHeaders) {
    this.#opening = opening;
    this.#paramHeaders = paramHeaders;
    this.url = new URL(target.url);
    this.address = `${this.url.origin}${this.url.pathname}`;
    this.net = openNet(opening.net);
    this.#own = own;
    this.inbox = new Inbox({
      sighted: opening.sighted,
      answer: (id, answer) => void this.send(answerMessage(id, answer), this.#over.signal).catch(() => {}),
    });
  }

  /** True where the server gave this session an id. */
  get named(): boolean {
    return this.#sessionId !== undefined;
  }

  lastWords(): { stderr: string; stray: string } {
    return { stderr: "", stray: "" };
  }

  /** The headers a message of ours would have now. */
  headersFor(message: JsonObject | undefined, credentials?: Credentials): Header[] {
    const state = { sessionId: this.#sessionId, protocolVersion: this.#protocolVersion };
    return mergeHeaders(Object.entries(credentials ?? this.#own.current), protocolHeaders(message, state));
  }

  async send(message: JsonObject, signal: AbortSignal, credentials?: Credentials): Promise<void> {
    const { id, method } = message;
    const asked: Asked =
      typeof method === "string" && (typeof id === "string" || typeof id === "number") ? { id, method } : undefined;
    const params = isObject(message.params) ? message.params : undefined;
    const mirrored = this.cancelsByClosing ? Object.entries(this.#paramHeaders.of(String(method), params)) : [];
    const body = JSON.stringify(message);
    this.#opening.trace?.("sent", body);
    await this.#own.renew(signal);
    const reply = await this.#exchange(
      "POST",
      mergeHeaders(this.headersFor(message, credentials), mirrored),
      body,
      signal,
    );
    if (method === "initialize" && reply.status < 300) this.#sessionId = reply.headers["mcp-session-id"];
    await this.#take(reply, asked, signal, credentials === undefined);
  }

  established(info: SessionInfo): void {
    if (info.era === "modern") {
      this.cancelsByClosing = true;
      return;
    }
    this.#protocolVersion = info.protocolVersion;
    void this.#listen();
  }

  async close(): Promise<void> {
    if (this.ended === "closed by us") return;
    this.ended = "closed by us";
    this.inbox.settleAll({ kind: "closed", why: this.ended });
    if (this.#sessionId !== undefined) {
      const goodbye = AbortSignal.timeout(GOODBYE_MS);
      const reply = await this.#exchange("DELETE", this.headersFor(undefined), undefined, goodbye).catch(
        () => undefined,
      );
      await reply?.body.dump().catch(() => {});
    }
    this.#over.abort();
    await this.net.close();
  }

  async #exchange(method: string, headers: readonly Header[], body: string | undefined, signal: AbortSignal) {
    const reply = await httpExchangeWithinOrigin(this.net, {
      url: this.url,
      method,
      headers,
      body,
      signal: AbortSignal.any([signal, this.#over.signal]),
    });
    this.#opening.sighted({ kind: "http-headers", headers: reply.headers });
    return reply;
  }

  /** Reads a reply to its end; whoever waits gets his answer as soon as it is there. */
  async #take(reply: HttpReply, asked: Asked, signal: AbortSignal, own: boolean): Promise<void> {
    if (reply.status >= 300) return this.#failed(reply, asked, own);
    if (reply.type === "text/event-stream") return this.#streamed(reply, asked, signal);
    const { text, cut } = await readText(reply.body, limits.bodyBytes);
    if (asked === undefined) return;
    this.#opening.trace?.("received", text);
    const received = cut
      ? ({ ok: false, why: `a body larger than ${limits.bodyBytes} bytes` } as const)
      : reply.type === "application/json"
        ? this.inbox.receive(text, undefined)
        : ({ ok: false, why: `content type ${reply.type === "" ? "missing" : reply.type}` } as const);
    const why = received.ok ? "no reply with the id of the request" : received.why;
    this.inbox.settle(asked.id, { kind: "malformed", why, excerpt: excerpt(text) });
  }

  /** Only to a request in its own name does 404 say that the session is gone. */
  async #failed(reply: HttpReply, asked: Asked, own: boolean): Promise<void> {
    const { text } = await readText(reply.body, limits.errorBodyBytes);
    this.#opening.trace?.("received", `HTTP ${reply.status} ${excerpt(text)}`);
    if (own && reply.status === 404 && this.#sessionId !== undefined)
      this.ended ??= "the server lost the session (HTTP 404)";
    if (asked !== undefined) this.inbox.settle(asked.id, httpErrorReply(asked, reply.status, reply.headers, text));
  }

  /** A stream that ends without the reply is taken up again where it stopped, if the server gave its events ids. */
  async #streamed(reply: HttpReply, asked: Asked, signal: AbortSignal): Promise<void> {
    let at = reply;
    for (let resumed = 0; ; resumed++) {
      const { lastEventId, retryMs, why } = await this.#events(at, asked);
      if (asked === undefined || this.inbox.waiting(asked.id) === undefined) return;
      if (lastEventId === undefined || resumed === MAX_RESUMES || why !== undefined) {
        const kind = why === undefined ? "closed" : "malformed";
        this.inbox.settle(asked.id, { kind, why: why ?? "the reply stream ended without a reply", excerpt: "" });
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, Math.min(retryMs, MAX_RETRY_MS)));
      const headers = mergeHeaders(this.headersFor(undefined), [
        ["Accept", "text/event-stream"],
        ["Last-Event-ID", lastEventId],
      ]);
      at = await this.#exchange("GET", headers, undefined, signal);
      if (at.status >= 300) return this.#failed(at, asked, true);
    }
  }

  #events(reply: HttpReply, asked: Asked) {
    return readEvents(reply.body, asked === undefined ? Number.POSITIVE_INFINITY : limits.streamBytes, (event) => {
      if ((event.event ?? "message") !== "message" || event.data === "") return true;
      this.#opening.trace?.("received", event.data);
      const received = this.inbox.receive(event.data);
      if (!received.ok && asked === undefined) {
        this.#opening.sighted({ kind: "stray-output", text: excerpt(event.data) });
      } else if (!received.ok && asked !== undefined) {
        this.inbox.settle(asked.id, { kind: "malformed", why: received.why, excerpt: excerpt(event.data) });
      }
      return asked === undefined || this.inbox.waiting(asked.id) !== undefined;
    });
  }

  /** The standing stream of the legacy era; a server need not offer one. */
  async #listen(): Promise<void> {
    try {
      const headers = mergeHeaders(this.headersFor(undefined), [["Accept", "text/event-stream"]]);
      const reply = await this.#exchange("GET", headers, undefined, this.#over.signal);
      if (reply.status < 300 && reply.type === "text/event-stream") await this.#events(reply, undefined);
      else await reply.body.dump();
    } catch {
      // Nothing waits for it.
    }
  }
}

const GOODBYE_MS = 2_000;
const MAX_RESUMES = 3;
const MAX_RETRY_MS = 5_000;
