import { limits } from "../../net/limits.ts";
import { openNet } from "../../net/open-net.ts";
import type { NetOptions } from "../../net/options.ts";

/** As whom, and where, somebody else asks meanwhile. */
export interface Knocking {
  readonly url: URL;
  readonly net: NetOptions;
  readonly headers: Readonly<Record<string, string>>;
}

/** Milliseconds within which a server answers somebody who asks for next to nothing. */
const longestMs = 5_000;

/**
 * One `ping` over a connection of its own, outside any session: milliseconds until an answer of any kind but a failure of the server,
 * undefined where none came in time.
 */
export async function knockOnce({ url, net: options, headers }: Knocking): Promise<number | undefined> {
  const net = openNet(options);
  const began = performance.now();
  try {
    const { statusCode, body } = await net.dispatcher.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: "POST",
      headers: { ...headers, "content-type": "application/json", accept: "application/json, text/event-stream" },
      body: '{"jsonrpc":"2.0","id":1,"method":"ping"}',
      signal: AbortSignal.timeout(longestMs),
    });
    const ms = performance.now() - began;
    await body.dump({ limit: limits.errorBodyBytes }).catch(() => undefined);
    return statusCode < 500 ? ms : undefined;
  } catch {
    return undefined;
  } finally {
    await net.close();
  }
}
