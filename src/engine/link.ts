import { setTimeout as sleep } from "node:timers/promises";
import type { Exchange } from "../model/exchange.ts";
import type { Reply } from "../model/reply.ts";
import type { Opened, Session } from "../model/session.ts";
import type { Incident } from "../model/subject.ts";
import { type Diagnosis, openDiagnosis } from "./break-of.ts";
import { Stop } from "./stop.ts";
import { throttled } from "./throttled.ts";

/** A request that was sent and for whom: what an incident is attributed to. */
export type Sent = Pick<Incident, "exchange" | "call" | "check" | "subject" | "param">;

/** What went wrong with a connection that worked before. */
export interface Broken {
  readonly kind: Incident["kind"];
  readonly detail: string;
  readonly recovered: boolean;
  /** The request that was under way or, where the session ended between two, the last one it answered. */
  readonly blamed: Sent;
}

/** One reply, as it came and as it was recorded, with what an incident would say of its request. */
export interface Carried {
  readonly reply: Reply;
  readonly exchange: Exchange;
  readonly sent: Sent;
}

/** What a link does in the name of whoever sends: counting, recording and telling are not its own. */
export interface Courier {
  send(session: Session, name: string): Promise<Carried>;
  /** Asks a harmless listing, to see whether the session still answers. */
  listing(session: Session, name: string): Promise<Reply>;
  broke(broken: Broken): void;
  /** Told before a session that ended is opened again. */
  reopening?(): void;
}

/** A connection that opens itself again, once for each incident. */
export interface Link {
  /** Throws Stop where there is no session and none can be had, and whatever the courier throws. */
  send(courier: Courier, signal: AbortSignal): Promise<Carried>;
  /** Ends the session on purpose; the next request opens another one, which is no restart. */
  close(): Promise<void>;
}

/** Milliseconds between attempts to reach a server that went away: a supervisor needs a moment to start it again. */
const retryDelaysMs = [0, 250, 1000, 2000];

/** Restarts that one run allows; a server that needs more is down, not unlucky. */
export const maxRestarts = 25;

/** One session of a link, for as long as it lasts. */
interface Life {
  readonly session: Session;
  readonly name: string;
  readonly diagnose: Diagnosis;
  last: Sent | undefined;
}

/** Makes a link; nothing is opened before the first request. `open` makes a session and its name. */
export function openLink(
  open: (signal: AbortSignal) => Promise<{ readonly opened: Opened; readonly name: string }>,
  restarts: { left: number },
): Link {
  let life: Life | undefined;
  let opening: Promise<Life> | undefined;

  const attempts = async (signal: AbortSignal): Promise<Life> => {
    let why: Pick<Extract<Opened, { ok: false }>, "failure" | "message" | "reply"> = {
      failure: "unreachable",
      message: "the run was stopped",
      reply: undefined,
    };
    for (const delay of retryDelaysMs) {
      if (delay > 0) await sleep(delay, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) break;
      const { opened, name } = await open(signal);
      if (opened.ok) {
        const { session } = opened;
        life = { session, name, diagnose: openDiagnosis(session), last: undefined };
        return life;
      }
      why = opened;
      if (opened.failure === "unauthorized") break;
    }
    if (why.failure === "unauthorized") throw new Stop("target-lost", `access was withdrawn: ${why.message}`);
    // It is there, and lets nobody begin.
    if (why.reply !== undefined && throttled(why.reply)?.by === "status")
      throw new Stop(
        "throttled",
        "the server limits the rate of calls, and of sessions too; ease that limit for the test",
      );
    throw new Stop("target-lost", `the server was lost: ${why.message}`);
  };

  /** Requests that are sent side by side share one opening. */
  const openAgain = (signal: AbortSignal): Promise<Life> => {
    opening ??= attempts(signal).finally(() => {
      opening = undefined;
    });
    return opening;
  };

  const reopen = async (signal: AbortSignal): Promise<Life> => {
    const broken = life;
    life = undefined;
    await broken?.session.close();
    if (restarts.left <= 0)
      throw new Stop("target-lost", `the server was lost: it broke more than ${maxRestarts} times`);
    restarts.left -= 1;
    return openAgain(signal);
  };

  /** Opens again after a break and tells of it, also when that fails. */
  const recover = async (
    told: Omit<Broken, "recovered"> | undefined,
    courier: Courier,
    signal: AbortSignal,
  ): Promise<Life> => {
    courier.reopening?.();
    try {
      const next = await reopen(signal);
      if (told !== undefined) courier.broke({ ...told, recovered: true });
      return next;
    } catch (cause) {
      if (told !== undefined) courier.broke({ ...told, recovered: false });
      throw cause;
    }
  };

  /** The open session, or another one where it ended since the last request. */
  const current = async (courier: Courier, signal: AbortSignal): Promise<Life> => {
    if (life === undefined) return openAgain(signal);
    const { session, last } = life;
    if (session.ended === undefined) return life;
    // A session that ended before anything was sent over it is nobody's doing.
    const told = last && { kind: "crash" as const, detail: session.ended, blamed: last };
    return recover(told, courier, signal);
  };

  return {
    async send(courier, signal) {
      const mine = await current(courier, signal);
      const { session, name } = mine;
      const carried = await courier.send(session, name);
      mine.last = carried.sent;
      if (signal.aborted) return carried;
      const kind = await mine.diagnose(carried.reply, () => courier.listing(session, name));
      // Another request of the same probe may have seen the break first and opened the session again.
      if (kind === undefined || signal.aborted || life !== mine) return carried;
      const detail = session.ended ?? told(carried.reply);
      await recover({ kind, detail, blamed: carried.sent }, courier, signal);
      return carried;
    },
    async close() {
      await opening?.catch(() => undefined);
      const closing = life;
      life = undefined;
      await closing?.session.close();
    },
  };
}

function told(reply: Reply): string {
  return reply.kind === "closed" ? reply.why : reply.kind === "http-error" ? `HTTP ${reply.status}` : reply.kind;
}
