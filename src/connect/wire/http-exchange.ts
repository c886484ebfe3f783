import type { Dispatcher } from "undici";
import { limits } from "../../net/limits.ts";
import type { Net } from "../../net/open-net.ts";
import type { Header } from "./default-headers.ts";

/** One HTTP request, byte for byte as it is to be sent. */
export interface HttpRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: readonly Header[];
  readonly body: string | Uint8Array | undefined;
  readonly signal: AbortSignal;
}

/** The start of an HTTP reply, its body not read yet. */
export interface HttpReply {
  readonly status: number;
  /** Lower-case names; repeated headers joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** Media type without parameters, lower case; empty when there is none. */
  readonly type: string;
  readonly body: Dispatcher.ResponseData["body"];
}

/** Sends one request; nothing is followed or retried. Rejects when there is no HTTP reply. */
export async function httpExchange(net: Net, request: HttpRequest): Promise<HttpReply> {
  const { url } = request;
  net.check(url);
  const reply = await net.dispatcher.request({
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    method: request.method as Dispatcher.HttpMethod,
    headers: request.headers.flat(),
    body: request.body === undefined ? null : Buffer.from(request.body as Uint8Array),
    signal: request.signal,
  });
  const headers = Object.fromEntries(
    Object.entries(reply.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  );
  // An aborted body reports an error that its reader sees; without one it must not be unhandled.
  reply.body.on("error", () => {});
  const type = headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return { status: reply.statusCode, headers, type, body: reply.body };
}

/** Same, following redirects that keep method and origin, as a slash more or less on the path makes them. */
export async function httpExchangeWithinOrigin(net: Net, request: HttpRequest): Promise<HttpReply> {
  let { url } = request;
  for (let followed = 0; ; followed++) {
    const reply = await httpExchange(net, { ...request, url });
    const target = redirectTarget(reply, url);
    if (target === undefined || followed === limits.redirects) return reply;
    await reply.body.dump();
    url = target;
  }
}

/** Where a reply sends a request that keeps its method, on the same origin; undefined where nowhere, or elsewhere. */
export function redirectTarget({ status, headers }: Pick<HttpReply, "status" | "headers">, from: URL): URL | undefined {
  const location = headers.location ?? "";
  if ((status !== 307 && status !== 308) || !URL.canParse(location, from.href)) return undefined;
  const target = new URL(location, from);
  return target.origin === from.origin ? target : undefined;
}
