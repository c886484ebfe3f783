import { Client, type DiscoverResult } from "@modelcontextprotocol/client";
import type { Reply } from "../../model/reply.ts";
import type { SessionInfo } from "../../model/session.ts";
import { clientCapabilities, clientInfo } from "../protocol/client-identity.ts";
import { describeError } from "../protocol/describe-error.ts";
import type { Link } from "../protocol/link.ts";
import type { EraVerdict } from "../protocol/negotiate-era.ts";
import { OpenFailure } from "../protocol/open-failure.ts";
import { refuse } from "../protocol/refuse.ts";
import { answerTo } from "../protocol/server-request.ts";
import { legacyInfo, modernInfo } from "../protocol/session-info.ts";
import type { Tap } from "./tap.ts";

/** Attaches the official client to a started transport and completes the handshake; throws an OpenFailure. */
export async function attachClient(
  link: Link,
  tap: Tap,
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
    await client.connect(tap, { prior: { kind: "modern", discover } }).catch((error: unknown) => {
      throw unusable(link, describeError(error));
    });
    link.inbox.answersRequests = false;
    return { client, info: modernInfo(link.transport, verdict) };
  }
  return { client, info: await initialize(link, tap, client, limits) };
}

async function initialize(
  link: Link,
  tap: Tap,
  client: Client,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<SessionInfo> {
  let answer: Promise<Reply> | undefined;
  let reply: Reply | undefined;
  let failure: unknown;
  // The client sends `initialize` a few turns after connect was called: the hook stays until it comes.
  tap.watchNext((id, method) => {
    answer = link.inbox.expect(id, method).then((got) => {
      reply = got;
      return got;
    });
  });
  const connected = client.connect(tap, { timeout: timeoutMs, signal }).then(
    () => true,
    (error: unknown) => {
      failure = error;
      return false;
    },
  );
  const done = await connected;
  if (done && reply?.kind === "result") return legacyInfo(link.transport, reply.result);
  // Both are settled in the same turn of the loop; the reply may be one step behind.
  await Promise.race([answer, new Promise((resolve) => setImmediate(resolve))]);
  if (reply === undefined) {
    const timedOut = /timed out/i.test(describeError(failure));
    throw refuse(link, {
      reply: timedOut ? { kind: "timeout", afterMs: timeoutMs } : { kind: "closed", why: describeError(failure) },
      cause: failure,
    });
  }
  if (reply.kind === "result") throw unusable(link, describeError(failure));
  throw refuse(link, { reply, cause: failure });
}

function unusable(link: Link, why: string): OpenFailure {
  return new OpenFailure(
    "handshake",
    `${link.name} answered the handshake with something unusable: ${why.slice(0, 200)}.`,
    "Check that it is an MCP server, or try another --era.",
  );
}
