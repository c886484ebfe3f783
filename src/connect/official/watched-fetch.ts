import { setMaxListeners } from "node:events";
import { isObject } from "../../model/json.ts";
import type { Reply } from "../../model/reply.ts";
import { limits } from "../../net/limits.ts";
import type { Net } from "../../net/open-net.ts";
import { parseJson } from "../../net/parse-json.ts";
import { readText } from "../../net/read-text.ts";
import { sseReader } from "../../net/sse-reader.ts";
import type { Opening } from "../opening.ts";
import { httpErrorReply } from "../protocol/http-reply.ts";
import type { Inbox } from "../protocol/inbox.ts";
import type { Id } from "../protocol/message.ts";
import { excerpt } from "../protocol/reply-of.ts";

type Fetch = typeof globalThis.fetch;
type Asked = { id: Id; method: string } | undefined;

/** One signal serves all requests of a session, and lets go of each only when that is collected. 0, for any number, fetch cannot read. */
const mostListeners = 1_000_000;

/** Where replies come from: on the answer to each POST, or on one stream opened by GET (legacy SSE). */
export interface Watch {
  readonly repliesOn: "post" | "stream";
  /** The headers of every response. */
  responded(headers: Readonly<Record<string, string>>): void;
  /** The GET stream of a legacy SSE server came to its end. */
  streamEnded(): void;
  /** The server does not know the session any more (404 to a request that named it). */
  sessionLost(): void;
  /** An event of a standing stream was no message. */
  stray(text: string): void;
  /** A GET was answered with an HTTP error. */
  getFailed(reply: Reply): void;
}

/**
 * The fetch handed to the official client's transports. It reads everything first, bounded in size and depth, as the
 * server really sent it, gives it to the inbox and then passes the same bytes on.
 */
export function watchedFetch(net: Net, inbox: Inbox, trace: Opening["trace"], watch: Watch): Fetch {
  return async (input, init) => {
    const asked = askedIn(init?.body);
    if (typeof init?.body === "string") trace?.("sent", init.body);
    if (init?.signal) setMaxListeners(mostListeners, init.signal);
    const response = await net.fetch(input, init);
    watch.responded(Object.fromEntries(response.headers));
    const { status } = response;
    const type = response.headers.get("content-type")?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
    if (status === 404 && new Headers(init?.headers).has("mcp-session-id")) watch.sessionLost();
    if (status >= 300) return failed(response, asked);
    if (type === "text/event-stream" && response.body !== null) return streamed(response, asked);
    if (bodiless.has(status)) return response;
    return whole(response, asked, type);
  };

  async function failed(response: Response, asked: Asked): Promise<Response> {
    const { text } = await readText(response.body, limits.errorBodyBytes);
    trace?.("received", `HTTP ${response.status} ${excerpt(text)}`);
    const reply = httpErrorReply(asked, response.status, Object.fromEntries(response.headers), text);
    // A redirect within the origin is followed by the transport: not a reply yet.
    if (asked === undefined) watch.getFailed(reply);
    else if (!withinOrigin(response)) inbox.settle(asked.id, reply);
    return remade(response, text);
  }

  async function whole(response: Response, asked: Asked, type: string): Promise<Response> {
    const { text, cut } = await readText(response.body, limits.bodyBytes);
    if (asked === undefined || watch.repliesOn === "stream") return remade(response, text);
    trace?.("received", text);
    const received = cut
      ? ({ ok: false, why: `a body larger than ${limits.bodyBytes} bytes` } as const)
      : type === "application/json"
        ? inbox.receive(text)
        : ({ ok: false, why: `content type ${type === "" ? "missing" : type}` } as const);
    const why = received.ok ? "no reply with the id of the request" : received.why;
    inbox.settle(asked.id, { kind: "malformed", why, excerpt: excerpt(text) });
    // What is refused here must not reach the client either: it would parse it without a limit of depth.
    return remade(response, received.ok ? text : "null");
  }

  function streamed(response: Response, asked: Asked): Response {
    let resumable = false;
    const reader = sseReader(asked === undefined ? Number.POSITIVE_INFINITY : limits.streamBytes, (event) => {
      if (event.id !== undefined) resumable = true;
      if ((event.event ?? "message") !== "message" || event.data === "") return;
      trace?.("received", event.data);
      const received = inbox.receive(event.data);
      if (received.ok) return;
      const reply: Reply = { kind: "malformed", why: received.why, excerpt: excerpt(event.data) };
      if (asked !== undefined) inbox.settle(asked.id, reply);
      else if (watch.repliesOn === "stream") inbox.settleAll(reply);
      else watch.stray(event.data);
    });
    const body = response.body?.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          try {
            reader.push(chunk);
          } catch (error) {
            const why = error instanceof Error ? error.message : String(error);
            if (asked !== undefined) inbox.settle(asked.id, { kind: "malformed", why, excerpt: "" });
            else if (watch.repliesOn === "stream") watch.streamEnded();
            throw error;
          }
          controller.enqueue(chunk);
        },
        flush() {
          if (asked === undefined) {
            if (watch.repliesOn === "stream") watch.streamEnded();
          } else if (!resumable) {
            inbox.settle(asked.id, { kind: "closed", why: "the reply stream ended without a reply" });
          }
        },
      }),
    );
    return remade(response, body ?? null);
  }
}

function remade(response: Response, body: string | ReadableStream<Uint8Array> | null): Response {
  const { status, statusText, headers } = response;
  const kept = new Headers([...headers].filter(([name]) => name !== "content-length" && name !== "content-encoding"));
  return new Response(bodiless.has(status) ? null : body, { status, statusText, headers: kept });
}

function askedIn(body: unknown): Asked {
  if (typeof body !== "string") return undefined;
  const parsed = parseJson(body);
  if (!parsed.ok || !isObject(parsed.value)) return undefined;
  const { id, method } = parsed.value;
  return (typeof id === "string" || typeof id === "number") && typeof method === "string" ? { id, method } : undefined;
}

function withinOrigin(response: Response): boolean {
  const location = response.headers.get("location");
  if (![307, 308].includes(response.status) || location === null || response.url === "") return false;
  return (
    URL.canParse(location, response.url) && new URL(location, response.url).origin === new URL(response.url).origin
  );
}

const bodiless = new Set([204, 205]);
