import { Client, type DiscoverResult } from "@modelcontextprotocol/client";
import type { Reply } from "../../model/reply.ts";
import type { SessionInfo } from "../../model/session.ts";
import { clientCapabilities, clientInfo } from "../protocol/client-identity.ts";
import { describeError } from "../protocol/describe-error.ts";
import { type Link, nameOf } from "../protocol/link.ts";
import type { EraVerdict } from "../protocol/negotiate-era.ts";
import { OpenFailure } from "../protocol/open-failure.ts";
import { refuse } from "../protocol/refuse.ts";
import { answerTo } from "../protocol/server-request.ts";
import { legacyInfo, modernInfo } from "../protocol/session-info.ts";
import type { WatchedTransport } from "./watched-transport.ts";

/** Attaches the official client to a started transport and completes the handshake; throws an OpenFailure. */
export async function attachClient(
  link: Link,
  watched: WatchedTransport,
  verdict: Exclude<EraVerdict, { era: "exited" }>,
  limits: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<{ client: Client; info: SessionInfo }> {
  const client = new Client(clientInfo, { capabilities: clientCapabilities });
  client.onerror = () => {};
  client.fallbackRequestHandler = async ({ method }) => {
    const answer = answerTo(method);
    if ("error" in answer) throw Object.assign(new Error(answer.error.message), { code: answer.error.code });
    return { ...answer.result };
  };
  if (verdict.era === "modern") {
    const discover = verdict.discover as unknown as DiscoverResult;
    await client.connect(watched, { prior: { kind: "modern", discover } }).catch((error: unknown) => {
      throw unusable(link, describeError(error));
    });
    link.inbox.answersRequests = false;
    return { client, info: modernInfo(link.transport, verdict) };
  }
  return { client, info: await initialize(link, watched, client, limits) };
}

async function initialize(
  link: Link,
  watched: WatchedTransport,
  client: Client,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<SessionInfo> {
  // The client sends `initialize` a few turns after connect was called: the hook stays until it comes.
  const answer = new Promise<Reply>((resolve) => {
    watched.watchNext((id, method) => void link.inbox.expect(id, method).then(resolve));
  });
  const connected = client.connect(watched, { timeout: timeoutMs, signal }).then(
    () => undefined,
    (error: unknown) => error,
  );
  // The client waits on for what it does not take for a reply; the wire tells at once.
  const reply = await Promise.race([answer, connected.then((error) => replyOf(error, timeoutMs))]);
  if (reply.kind !== "result") throw refuse(link, { reply, cause: await soon(connected) });
  const info = legacyInfo(link, reply.result);
  if ((await connected) !== undefined) throw unusable(link, "the result of initialize is not valid");
  return info;
}

/** For when the client gave up before anything was read from the wire. */
function replyOf(error: unknown, timeoutMs: number): Reply {
  const why = describeError(error);
  return /timed out/i.test(why) ? { kind: "timeout", afterMs: timeoutMs } : { kind: "closed", why };
}

/** What the client failed with, if it has failed by now: the wire may be ahead of it. */
function soon(failure: Promise<unknown>): Promise<unknown> {
  return Promise.race([failure, new Promise((resolve) => setImmediate(() => resolve(undefined)))]);
}

function unusable(link: Link, why: string): OpenFailure {
  return new OpenFailure(
    "handshake",
    `${nameOf(link)} answered the handshake with something unusable: ${why.slice(0, 200)}.`,
    "Check that it is an MCP server, or try another --era.",
  );
}
