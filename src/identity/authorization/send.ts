import type { Reply } from "../../model/reply.ts";
import type { Net } from "../../net/open-net.ts";
import { readText } from "../../net/read-text.ts";

/** Bytes of one answer that are read; login pages have a few thousand. */
const mostBytes = 256 * 1024;

/** One HTTP request to an authorization server. */
export interface HttpRequest {
  readonly url: string;
  readonly method: "GET" | "POST" | "DELETE";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What came back, or how nothing did. */
export type HttpAnswer =
  | { readonly ok: true; readonly status: number; readonly headers: Headers; readonly text: string }
  | { readonly ok: false; readonly reply: Reply };

/** Sends one request through the guarded way out; follows no redirect. Throws for a host that is not allowed, and nothing else. */
export async function send(
  { url, method, headers, body }: HttpRequest,
  net: Pick<Net, "fetch" | "check">,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  net.check(url);
  const late = AbortSignal.timeout(timeoutMs);
  try {
    const response = await net.fetch(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.any([signal, late]),
    });
    const { text } = await readText(response.body as AsyncIterable<Uint8Array> | null, mostBytes);
    return { ok: true, status: response.status, headers: response.headers, text };
  } catch (cause) {
    if (late.aborted) return { ok: false, reply: { kind: "timeout", afterMs: timeoutMs } };
    const why = cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause);
    return { ok: false, reply: { kind: "closed", why } };
  }
}

/** A refusal by HTTP status as evidence has it. */
export function refused({ status, headers, text }: Extract<HttpAnswer, { ok: true }>): Reply {
  const kept = ["content-type", "retry-after", "www-authenticate", "location"].flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return { kind: "http-error", status, headers: Object.fromEntries(kept), body: text.slice(0, mostText) };
}

/** Characters of a text that evidence keeps. */
export const mostText = 8_000;
