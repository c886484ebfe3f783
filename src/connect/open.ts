import type { Opened, Session, SessionInfo } from "../model/session.ts";
import type { Target } from "../model/target.ts";
import { checkHost } from "../net/check-host.ts";
import { firstThatSpeaks } from "./first-that-speaks.ts";
import type { Opening } from "./opening.ts";
import { OpenFailure } from "./protocol/open-failure.ts";
import type { Wire } from "./wire/open-wire-session.ts";

/** What came of opening a wire session: the session with its raw access, or why there is none. */
export type OpenedWire = (Wire & { readonly ok: true }) | Extract<Opened, { ok: false }>;

/**
 * Opens one session of the official client. What the server does wrong comes back as `Opened`; throws only a
 * HarnessError for a URL that may not be contacted (`host-not-allowed`) or is none (`usage`).
 */
export async function openSession(opening: Opening): Promise<Opened> {
  const target = learnt(opening);
  const attempt = async (): Promise<Session> => {
    if (target.kind === "stdio") {
      return (await import("./official/open-stdio.ts")).openOfficialStdio({ ...opening, target }, target);
    }
    const { openOfficialHttp } = await import("./official/open-http.ts");
    const left = withTimeLeft({ ...opening, target });
    return firstThatSpeaks(target, (transport) => openOfficialHttp(left(), target, transport));
  };
  return settled(opening, attempt, (session) => ({ ok: true, session }) as const);
}

/** Opens one session of our own, with raw access beside it; the same promises as `openSession`. */
export async function openWire(opening: Opening): Promise<OpenedWire> {
  const target = learnt(opening);
  const attempt = async (): Promise<Wire> => {
    const { openWireHttp, openWireStdio } = await import("./wire/open-wire-session.ts");
    if (target.kind === "stdio") return openWireStdio({ ...opening, target }, target);
    const left = withTimeLeft({ ...opening, target });
    return firstThatSpeaks(target, (transport) => openWireHttp(left(), target, transport));
  };
  return settled(opening, attempt, (wire) => ({ ok: true, ...wire }) as const);
}

async function settled<T extends Session | Wire, R extends { readonly ok: true; readonly session: Session }>(
  opening: Opening,
  attempt: () => Promise<T>,
  present: (found: T) => R,
): Promise<R | Extract<Opened, { ok: false }>> {
  if (opening.target.kind === "http") checkHost(opening.target.url, opening.net);
  try {
    const found = present(await attempt());
    lessons.set(opening.target, found.session.info);
    return found;
  } catch (error) {
    if (error instanceof OpenFailure) return error.opened;
    throw error;
  }
}

/** The same opening with what is left of its time: all transports tried share it. */
function withTimeLeft(opening: Opening): () => Opening {
  const until = performance.now() + opening.timeoutMs;
  return () => ({ ...opening, timeoutMs: Math.max(1, until - performance.now()) });
}

/**
 * What earlier openings of the very same target object showed: era and transport need not be found out again, and every
 * session of a run speaks the same. A restarted server that changed its era is not noticed; a new target object is.
 */
const lessons = new WeakMap<Target, SessionInfo>();

function learnt({ target }: Opening): Target {
  const lesson = lessons.get(target);
  if (lesson === undefined) return target;
  if (target.kind === "stdio" || lesson.transport === "stdio") return { ...target, era: lesson.era };
  return { ...target, era: lesson.era, transport: lesson.transport };
}
