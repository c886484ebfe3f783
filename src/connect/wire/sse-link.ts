import type { JsonObject } from "../../model/json.ts";
import type { SessionInfo } from "../../model/session.ts";
import type { HttpTarget } from "../../model/target.ts";
import { limits } from "../../net/limits.ts";
import { type Net, openNet } from "../../net/open-net.ts";
import { readText } from "../../net/read-text.ts";
import type { Opening } from "../opening.ts";
import type { OwnHeaders } from "../own-headers.ts";
import { httpErrorReply } from "../protocol/http-reply.ts";
import { Inbox } from "../protocol/inbox.ts";
import type { OpenFailure } from "../protocol/open-failure.ts";
import { refuse } from "../protocol/refuse.ts";
import { excerpt } from "../protocol/reply-of.ts";
import { answerMessage } from "../protocol/server-request.ts";
import { type Credentials, type Header, mergeHeaders } from "./default-headers.ts";
import { type HttpReply, httpExchangeWithinOrigin } from "./http-exchange.ts";
import { readEvents } from "./read-events.ts";
import type { WireLink } from "./wire-link.ts";

/** Our own HTTP+SSE of 2024-11-05: one standing stream for all that comes, POST for all that goes. */
export class SseLink implements WireLink {
  readonly transport = "sse";
  readonly inbox: Inbox;
  readonly address: string;
  readonly net: Net;
  readonly url: URL;
  readonly cancelsByClosing = false;
  ended: string | undefined;
  readonly #own: OwnHeaders;
  readonly #opening: Opening;
  readonly #over = new AbortController();
  #endpoint: URL | undefined;
  #protocolVersion: string | undefined;

  constructor(opening: Opening, target: HttpTarget, own: OwnHeaders) {
    this.#opening = opening;
    this.url = new URL(target.url);
    this.address = `${this.url.origin}${this.url.pathname}`;
    this.net = openNet(opening.net);
    this.#own = own;
    this.inbox = new Inbox({
      sighted: opening.sighted,
      answer: (id, answer) => void this.send(answerMessage(id, answer), this.#over.signal).catch(() => {}),
    });
  }

  lastWords(): { stderr: string; stray: string } {
    return { stderr: "", stray: "" };
  }

  /** Opens the stream and waits for its `endpoint` event, which must stay on the same origin; throws an OpenFailure. */
  async start(): Promise<void> {
    const headers = mergeHeaders(Object.entries(this.#own.current), [["Accept", "text/event-stream"]]);
    const reply = await this.#exchange(this.url, "GET", headers, undefined, this.#over.signal);
    if (reply.status >= 300 || reply.type !== "text/event-stream") throw await this.#noStream(reply);
    await new Promise<void>((resolve, reject) => {
      const end = (why: string) => {
        this.ended ??= why;
        this.inbox.settleAll({ kind: "closed", why: this.ended });
        reject(refuse(this, { reply: { kind: "malformed", why, excerpt: "" }, cause: undefined }));
      };
      readEvents(reply.body, Number.POSITIVE_INFINITY, ({ event, data }) => {
        if (event === "endpoint") this.#enter(data, resolve, end);
        else if ((event ?? "message") === "message" && data !== "") this.#receive(data);
        return true;
      }).then(
        ({ why }) => end(why ?? "the server ended the event stream"),
        () => end("the event stream broke off"),
      );
    });
  }

  async send(message: JsonObject, signal: AbortSignal, credentials?: Credentials): Promise<void> {
    if (this.#endpoint === undefined) throw new Error("the event stream is not open");
    const { id, method } = message;
    const body = JSON.stringify(message);
    this.#opening.trace?.("sent", body);
    await this.#own.renew(signal);
    const reply = await this.#exchange(this.#endpoint, "POST", this.headersFor(message, credentials), body, signal);
    const { text } = await readText(reply.body, limits.errorBodyBytes);
    if (reply.status < 300 || typeof method !== "string" || (typeof id !== "string" && typeof id !== "number")) return;
    this.inbox.settle(id, httpErrorReply({ id, method }, reply.status, reply.headers, text));
  }

  /** The headers a message of ours would have now. */
  headersFor(_message: JsonObject | undefined, credentials?: Credentials): Header[] {
    const version: Header[] =
      this.#protocolVersion === undefined ? [] : [["MCP-Protocol-Version", this.#protocolVersion]];
    return mergeHeaders(Object.entries(credentials ?? this.#own.current), [
      ["Content-Type", "application/json"],
      ...version,
    ]);
  }

  established(info: SessionInfo): void {
    this.#protocolVersion = info.protocolVersion;
  }

  async close(): Promise<void> {
    this.ended ??= "closed by us";
    this.inbox.settleAll({ kind: "closed", why: this.ended });
    this.#over.abort();
    await this.net.close();
  }

  async #exchange(url: URL, method: string, headers: readonly Header[], body: string | undefined, signal: AbortSignal) {
    const either = AbortSignal.any([signal, this.#over.signal]);
    const reply = await httpExchangeWithinOrigin(this.net, { url, method, headers, body, signal: either });
    this.#opening.sighted({ kind: "http-headers", headers: reply.headers });
    return reply;
  }

  #enter(data: string, ready: () => void, refused: (why: string) => void): void {
    const endpoint = URL.canParse(data, this.url.href) ? new URL(data, this.url) : undefined;
    if (endpoint !== undefined && endpoint.origin === this.url.origin) {
      this.#endpoint ??= withQuery(endpoint, this.#opening.query);
      ready();
      return;
    }
    refused("its endpoint event leads to another origin");
    this.#over.abort();
  }

  #receive(data: string): void {
    this.#opening.trace?.("received", data);
    const received = this.inbox.receive(data);
    if (!received.ok) this.inbox.settleAll({ kind: "malformed", why: received.why, excerpt: excerpt(data) });
  }

  async #noStream(reply: HttpReply): Promise<OpenFailure> {
    if (reply.status < 300) {
      await reply.body.dump();
      const why = `content type ${reply.type === "" ? "missing" : reply.type} instead of an event stream`;
      return refuse(this, { reply: { kind: "malformed", why, excerpt: "" }, cause: undefined });
    }
    const { text } = await readText(reply.body, limits.errorBodyBytes);
    return refuse(this, { reply: httpErrorReply(undefined, reply.status, reply.headers, text), cause: undefined });
  }
}

function withQuery(url: URL, query: string | undefined): URL {
  if (query === undefined) return url;
  const longer = new URL(url);
  longer.search = longer.search === "" ? `?${query}` : `${longer.search}&${query}`;
  return longer;
}
