import { SSEClientTransport, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import type { Reply } from "../../model/reply.ts";
import type { Session } from "../../model/session.ts";
import type { HttpTarget } from "../../model/target.ts";
import { openNet } from "../../net/open-net.ts";
import type { Opening } from "../opening.ts";
import { type OwnHeaders, ownHeaders } from "../own-headers.ts";
import { describeError } from "../protocol/describe-error.ts";
import { Inbox } from "../protocol/inbox.ts";
import type { Link } from "../protocol/link.ts";
import { ParamHeaders } from "../protocol/param-headers.ts";
import { refuse } from "../protocol/refuse.ts";
import { excerpt } from "../protocol/reply-of.ts";
import { settleEra, type TimeLeft } from "../protocol/settle-era.ts";
import { withDeadline } from "../protocol/with-deadline.ts";
import { attachClient } from "./attach-client.ts";
import { OfficialSession } from "./official-session.ts";
import { watchedFetch } from "./watched-fetch.ts";
import { WatchedTransport } from "./watched-transport.ts";

/** Opens a session of the official client over one of the HTTP transports; throws an OpenFailure. */
export async function openOfficialHttp(
  asked: Opening,
  target: HttpTarget,
  kind: "streamable-http" | "sse",
): Promise<Session> {
  const own = await ownHeaders(target, asked.principal, asked.signal);
  return settleEra(asked, target.era, async (opening, negotiate, left) => {
    const url = new URL(target.url);
    const net = openNet(opening.net);
    let lost: string | undefined;
    let getFailure: Reply | undefined;
    const inbox = new Inbox({ sighted: opening.sighted });
    const watchedOne = watchedFetch(net, inbox, opening.trace, {
      repliesOn: kind === "sse" ? "stream" : "post",
      responded: (headers) => opening.sighted({ kind: "http-headers", headers }),
      streamEnded: () => {
        lost ??= "the server ended the event stream";
        inbox.settleAll({ kind: "closed", why: lost });
        void inner.close().catch(() => {});
      },
      sessionLost: () => {
        lost ??= "the server lost the session (HTTP 404)";
      },
      stray: (text) => opening.sighted({ kind: "stray-output", text: excerpt(text) }),
      getFailed: (reply) => {
        getFailure = reply;
      },
    });
    const fetch = asked.principal.token === undefined ? watchedOne : authorized(watchedOne, own);
    const options = { fetch, requestInit: { headers: own.current } };
    const inner =
      kind === "sse" ? new SSEClientTransport(url, options) : new StreamableHTTPClientTransport(url, options);
    const watched = new WatchedTransport(inner);
    const link: Link = {
      transport: kind,
      inbox,
      address: `${url.origin}${url.pathname}`,
      send: (message, signal) => watched.send(message as never, { requestSignal: signal }),
      lastWords: () => ({ stderr: "", stray: "" }),
    };
    const close = async () => {
      if (inner instanceof StreamableHTTPClientTransport) await goodbye(inner);
      await watched.close().catch(() => {});
      await net.close();
    };
    try {
      await start(link, watched, left, () => getFailure);
      const verdict = await negotiate(link);
      const { client, info } = await attachClient(link, watched, verdict, left());
      return new OfficialSession({
        client,
        watched,
        inbox,
        info,
        paramHeaders: new ParamHeaders(),
        lost: () => lost,
        close,
      });
    } catch (error) {
      await close();
      throw error;
    }
  });
}

/** Each request with the credentials of the moment: a session may outlive a token. */
function authorized(fetch: typeof globalThis.fetch, own: OwnHeaders): typeof globalThis.fetch {
  return async (input, init) => {
    await own.renew(init?.signal ?? new AbortController().signal);
    const headers = new Headers(init?.headers);
    for (const [name, value] of Object.entries(own.current)) headers.set(name, value);
    return fetch(input, { ...init, headers });
  };
}

/** Legacy SSE waits here for the stream and its first event; Streamable HTTP has nothing to start. */
async function start(
  link: Link,
  watched: WatchedTransport,
  left: TimeLeft,
  getFailure: () => Reply | undefined,
): Promise<void> {
  let cause: unknown;
  const reply = await withDeadline(left(), async () => {
    await watched.start().catch((error: unknown) => {
      cause = error;
      throw error;
    });
    return { kind: "result", result: {} };
  });
  if (reply.kind === "result") return;
  const failure = getFailure();
  if (failure !== undefined) throw refuse(link, { reply: failure, cause });
  if (cause !== undefined && /origin/i.test(describeError(cause))) {
    throw refuse(link, { reply: { kind: "malformed", why: describeError(cause), excerpt: "" }, cause });
  }
  throw refuse(link, { reply, cause });
}

/** Ends the session at the server, as it should be told; a server that does not answer is not waited for. */
async function goodbye(transport: StreamableHTTPClientTransport): Promise<void> {
  await withDeadline({ timeoutMs: GOODBYE_MS }, async () => {
    await transport.terminateSession();
    return { kind: "result", result: {} };
  });
}

const GOODBYE_MS = 2_000;
