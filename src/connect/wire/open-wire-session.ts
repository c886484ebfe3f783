import { isObject, type JsonObject } from "../../model/json.ts";
import type { Session } from "../../model/session.ts";
import type { HttpTarget, StdioTarget } from "../../model/target.ts";
import { openNet } from "../../net/open-net.ts";
import { parseJson } from "../../net/parse-json.ts";
import type { Opening } from "../opening.ts";
import { ownHeaders } from "../own-headers.ts";
import { OpenFailure } from "../protocol/open-failure.ts";
import { ParamHeaders } from "../protocol/param-headers.ts";
import { refuse } from "../protocol/refuse.ts";
import { settleEra, type TimeLeft } from "../protocol/settle-era.ts";
import { withDeadline } from "../protocol/with-deadline.ts";
import { openPipe } from "../stdio/open-pipe.ts";
import { type Header, mergeHeaders, protocolHeaders } from "./default-headers.ts";
import { HttpLink } from "./http-link.ts";
import { type Line, openLine } from "./open-line.ts";
import { type RawReply, type RawRequest, sendRaw } from "./raw.ts";
import { shakeHands } from "./shake-hands.ts";
import { SseLink } from "./sse-link.ts";
import type { WireLink } from "./wire-link.ts";
import { WireSession } from "./wire-session.ts";

/** Our own session, and beside it the way to send what no client would. */
export interface Wire {
  readonly session: Session;
  /** HTTP only: `closed` on stdio. Defaults are the headers the session itself would send now. */
  raw(request: RawRequest): Promise<RawReply>;
  /** stdio only: writes one line as it is; false when there is no pipe or it is closed. */
  rawLine(line: string | Uint8Array): Promise<boolean>;
  /** True where the server gave the session an id, which every request names. */
  readonly named: boolean;
  /** The process of the server where it is a child of ours. */
  readonly pid?: number | undefined;
  /** Opens a connection of its own for requests of this session; undefined where there is no such thing. */
  line(): Line | undefined;
}

/** Opens a session of our own with a child process; throws an OpenFailure. */
export async function openWireStdio(asked: Opening, target: StdioTarget): Promise<Wire> {
  let writeLine: ((line: string | Uint8Array) => Promise<void>) | undefined;
  let pid: number | undefined;
  const session = await settleEra(asked, target.era, async (opening, negotiate, left) => {
    const pipe = await openPipe(opening, target, { answers: true, message: () => {}, ended: () => {} });
    writeLine = pipe.writeLine;
    pid = pipe.pid;
    const link: WireLink = Object.assign(pipe, { established: () => {}, cancelsByClosing: false });
    return completed(link, new ParamHeaders(), async () =>
      shakeHands(link, await negotiate(link), left(), asked.client),
    );
  });
  return {
    session,
    named: false,
    pid,
    raw: async () => ({ kind: "closed", why: "the server is reached over a pipe, not HTTP" }),
    line: () => undefined,
    rawLine: async (line) => {
      const written = writeLine?.(line).then(() => true);
      return (await written?.catch(() => false)) ?? false;
    },
  };
}

/** Opens a session of our own over one of the HTTP transports; throws an OpenFailure. */
export async function openWireHttp(asked: Opening, target: HttpTarget, kind: "streamable-http" | "sse"): Promise<Wire> {
  let link: HttpLink | SseLink | undefined;
  const own = await ownHeaders(target, asked.principal, asked.signal);
  const session = await settleEra(asked, target.era, (opening, negotiate, left) => {
    const paramHeaders = new ParamHeaders();
    const fresh = kind === "sse" ? new SseLink(opening, target, own) : new HttpLink(opening, target, own, paramHeaders);
    link = fresh;
    return completed(fresh, paramHeaders, async () => {
      if (fresh instanceof SseLink) await startStream(fresh, left);
      return shakeHands(fresh, await negotiate(fresh), left(), asked.client);
    });
  });
  const used = link as HttpLink | SseLink;
  return {
    session,
    named: used instanceof HttpLink && used.named,
    raw: (request) => sendRaw(used.net, used.url, used.headersFor(messageIn(request.body)), request),
    rawLine: async () => false,
    line: () => (used instanceof HttpLink ? openLine(asked, used, session.info) : undefined),
  };
}

/** A way to send raw requests to a target without any handshake; `close` cuts its connections. */
export function openRawHttp(
  opening: Pick<Opening, "net" | "principal">,
  target: HttpTarget,
): Pick<Wire, "raw"> & { close(): Promise<void> } {
  const net = openNet(opening.net);
  const own: readonly Header[] = Object.entries({ ...target.headers, ...opening.principal.headers });
  const state = { sessionId: undefined, protocolVersion: undefined };
  return {
    raw: (request) => {
      const defaults = mergeHeaders(own, protocolHeaders(messageIn(request.body), state));
      return sendRaw(net, new URL(target.url), defaults, request);
    },
    close: () => net.close(),
  };
}

/** The message a raw body holds, if it is one: headers of the modern era repeat parts of it. */
function messageIn(body: string | Uint8Array | undefined): JsonObject | undefined {
  const parsed = parseJson(body === undefined ? "" : Buffer.from(body as Uint8Array).toString("utf8"));
  return parsed.ok && isObject(parsed.value) ? parsed.value : undefined;
}

async function completed(
  link: WireLink,
  paramHeaders: ParamHeaders,
  handshake: () => ReturnType<typeof shakeHands>,
): Promise<Session> {
  try {
    return new WireSession(link, await handshake(), paramHeaders);
  } catch (error) {
    await link.close();
    throw error;
  }
}

async function startStream(link: SseLink, left: TimeLeft): Promise<void> {
  let cause: unknown;
  const reply = await withDeadline(left(), async () => {
    await link.start().catch((error: unknown) => {
      cause = error;
      throw error;
    });
    return { kind: "result", result: {} };
  });
  if (reply.kind === "result") return;
  throw cause instanceof OpenFailure ? cause : refuse(link, { reply, cause: cause ?? undefined });
}
