import type { Json } from "../../model/json.ts";
import { limits } from "../../net/limits.ts";
import type { Net } from "../../net/open-net.ts";
import { parseJson } from "../../net/parse-json.ts";
import { readText } from "../../net/read-text.ts";
import { describeError } from "../protocol/describe-error.ts";
import { readMessage } from "../protocol/message.ts";
import { type Header, mergeHeaders } from "./default-headers.ts";
import { type HttpReply, httpExchange } from "./http-exchange.ts";
import { readEvents } from "./read-events.ts";

/** One HTTP request as a probe wants it: valid or not, it is sent like this. */
export interface RawRequest {
  /** POST when absent. */
  readonly method?: string;
  /** Path and query on the target's origin; the target's own when absent. */
  readonly path?: string;
  /** In this order after the default ones, each replacing a default of the same name; a name may come twice. `Host` works. */
  readonly headers?: readonly Header[];
  /** Default headers to leave out, whatever their case. */
  readonly omit?: readonly string[];
  readonly body?: string | Uint8Array;
  /** Milliseconds; an event stream that is still open then is handed over as far as it came. */
  readonly timeoutMs: number;
}

export type RawReply =
  | {
      readonly kind: "reply";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      /** Cut at `limits.bodyBytes`. */
      readonly body: string;
      /** False when the body was cut or its stream was still open at the deadline. */
      readonly complete: boolean;
      /** Every JSON value of the body: one of a JSON body, one for each event of a stream. */
      readonly messages: readonly Json[];
    }
  | { readonly kind: "timeout"; readonly afterMs: number }
  | { readonly kind: "closed"; readonly why: string };

/** Sends one raw request; no redirect is followed. Throws only a HarnessError for a host that is not allowed. */
export async function sendRaw(
  net: Net,
  base: URL,
  defaults: readonly Header[],
  request: RawRequest,
): Promise<RawReply> {
  const url = within(base, request.path);
  net.check(url);
  const omitted = new Set(request.omit?.map((name) => name.toLowerCase()));
  const kept = defaults.filter(([name]) => !omitted.has(name.toLowerCase()));
  const signal = AbortSignal.timeout(request.timeoutMs);
  try {
    const reply = await httpExchange(net, {
      url,
      method: request.method ?? "POST",
      headers: mergeHeaders(kept, request.headers ?? []),
      body: request.body,
      signal,
    });
    return reply.type === "text/event-stream" ? await stream(reply) : await whole(reply, signal);
  } catch (error) {
    if (signal.aborted) return { kind: "timeout", afterMs: request.timeoutMs };
    return { kind: "closed", why: describeError(error) };
  }
}

/** A path may hold anything, but it never leads to another origin. */
function within(base: URL, path: string | undefined): URL {
  if (path === undefined) return base;
  const url = new URL(base);
  const [before = "", ...query] = path.split("?");
  url.pathname = before;
  url.search = query.length === 0 ? "" : `?${query.join("?")}`;
  return url;
}

async function whole(reply: HttpReply, signal: AbortSignal): Promise<RawReply> {
  const { text, cut } = await readText(reply.body, limits.bodyBytes);
  if (signal.aborted) throw signal.reason;
  const parsed = parseJson(text);
  const { status, headers } = reply;
  return { kind: "reply", status, headers, body: text, complete: !cut, messages: parsed.ok ? [parsed.value] : [] };
}

async function stream(reply: HttpReply): Promise<RawReply> {
  const messages: Json[] = [];
  const seen: string[] = [];
  let answered = false;
  const ended = await readEvents(reply.body, limits.bodyBytes, ({ data }) => {
    seen.push(data);
    const parsed = parseJson(data);
    if (parsed.ok) messages.push(parsed.value);
    answered ||= parsed.ok && readMessage(parsed.value).kind === "response";
    return !answered;
  }).catch(() => undefined);
  const complete = ended !== undefined && ended.why === undefined;
  return { kind: "reply", status: reply.status, headers: reply.headers, body: seen.join("\n"), complete, messages };
}
