import { setTimeout as sleep } from "node:timers/promises";
import type { JsonObject } from "../model/json.ts";
import type { Reply } from "../model/reply.ts";
import type { Opened, Session } from "../model/session.ts";
import { Stop } from "./stop.ts";

/** What went wrong with a connection that worked before. */
export interface Broken {
  readonly kind: "crash" | "session-lost" | "unauthorized";
  readonly detail: string;
  readonly recovered: boolean;
  /** True when the break was seen before this request was sent, so that the one before it is to blame. */
  readonly before: boolean;
}

/** One reply with the session that carried it, and what broke meanwhile. */
export interface Carried {
  readonly reply: Reply;
  readonly session: string;
  readonly broken: readonly Broken[];
}

/** A connection that opens itself again, once for each incident. */
export interface Link {
  send(method: string, params: JsonObject, limits: SendLimits): Promise<Carried>;
  close(): Promise<void>;
}

/** How long one request may take and what gives it up. */
export interface SendLimits {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Milliseconds between attempts to reach a server that went away: a supervisor needs a moment to start it again. */
const retryDelaysMs = [0, 250, 1000, 2000];

/** Restarts that one run allows; a server that needs more is down, not unlucky. */
export const maxRestarts = 25;

/** Makes a link; nothing is opened before the first request. `open` makes a session and its name. */
export function openLink(
  open: (signal: AbortSignal) => Promise<{ readonly opened: Opened; readonly name: string }>,
  restarts: { left: number },
): Link {
  let session: Session | undefined;
  let name = "";
  let everOpened = false;

  const reopen = async (signal: AbortSignal): Promise<string | undefined> => {
    await session?.close();
    session = undefined;
    if (everOpened && restarts.left-- <= 0) return `it broke more than ${maxRestarts} times`;
    let why = "";
    for (const delay of everOpened ? retryDelaysMs : [0]) {
      if (signal.aborted) return "the run was stopped";
      if (delay > 0) await sleep(delay);
      const next = await open(signal);
      if (next.opened.ok) {
        session = next.opened.session;
        name = next.name;
        everOpened = true;
        return undefined;
      }
      why = next.opened.message;
    }
    return why;
  };

  return {
    async send(method, params, { timeoutMs, signal }) {
      const broken: Broken[] = [];
      if (session?.ended !== undefined) {
        const detail = session.ended;
        const failure = await reopen(signal);
        broken.push({ kind: "crash", detail, recovered: failure === undefined, before: true });
        if (failure !== undefined) return { reply: { kind: "closed", why: failure }, session: name, broken };
      } else if (session === undefined) {
        const failure = await reopen(signal);
        if (failure !== undefined) throw new Stop("target-lost", `no session could be opened: ${failure}`);
      }
      const current = session as Session | undefined;
      if (current === undefined) throw new Stop("target-lost", "no session could be opened");
      const carriedBy = name;
      const reply = await current.request({ method, params, timeoutMs, signal });
      const kind = signal.aborted ? undefined : await breakOf(current, reply, timeoutMs, signal);
      if (kind !== undefined) {
        const detail = current.ended ?? told(reply);
        const failure = await reopen(signal);
        broken.push({ kind, detail, recovered: failure === undefined, before: false });
      }
      return { reply, session: carriedBy, broken };
    },
    async close() {
      await session?.close();
      session = undefined;
    },
  };
}

function told(reply: Reply): string {
  return reply.kind === "closed" ? reply.why : reply.kind === "http-error" ? `HTTP ${reply.status}` : reply.kind;
}

/** Tells a refused request from a lost connection: a session that is lost refuses a harmless request too. */
async function breakOf(
  session: Session,
  reply: Reply,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Broken["kind"] | undefined> {
  if (reply.kind === "closed") return "crash";
  if (reply.kind !== "http-error") return undefined;
  const suspicious = [400, 401, 404, 410, 502, 503].includes(reply.status);
  if (!suspicious) return undefined;
  if (session.ended !== undefined) return reply.status < 500 ? "session-lost" : "crash";
  const again = await session.request({ method: "tools/list", params: {}, timeoutMs, signal });
  if (again.kind === "closed") return "crash";
  if (again.kind !== "http-error" || again.status !== reply.status) return undefined;
  if (reply.status === 401) return "unauthorized";
  return reply.status >= 500 ? "crash" : "session-lost";
}
