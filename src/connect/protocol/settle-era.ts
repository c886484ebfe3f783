import type { Session } from "../../model/session.ts";
import type { Era } from "../../model/target.ts";
import type { Opening } from "../opening.ts";
import { type Link, nameOf } from "./link.ts";
import { type EraVerdict, negotiateEra } from "./negotiate-era.ts";
import { OpenFailure } from "./open-failure.ts";
import { refuse } from "./refuse.ts";

/** What is left of the time for the whole handshake. */
export type TimeLeft = () => { readonly timeoutMs: number; readonly signal: AbortSignal };

export type Negotiate = (link: Link) => Promise<Exclude<EraVerdict, { era: "exited" }>>;

/**
 * Runs attempts to open a session until the era is settled: one, or two when the first showed that a wrong era was
 * tried (a child that exits at the probe, or answers nothing any more after it, is started again for `initialize`; one that turned out modern too late for the
 * probe is started again as such, so that a slow start does not decide which era is tested).
 */
export async function settleEra(
  opening: Opening,
  era: Era,
  attempt: (opening: Opening, negotiate: Negotiate, left: TimeLeft) => Promise<Session>,
): Promise<Session> {
  const until = performance.now() + opening.timeoutMs;
  const left: TimeLeft = () => ({ timeoutMs: Math.max(1, until - performance.now()), signal: opening.signal });
  const first = await once(opening, era, attempt, left);
  if ("session" in first) return first.session;
  const second = await once(opening, first.retry, attempt, left);
  if ("session" in second) return second.session;
  throw new Error("an era that was asked for cannot lead to another try");
}

async function once(
  opening: Opening,
  era: Era,
  attempt: Parameters<typeof settleEra>[2],
  left: TimeLeft,
): Promise<{ session: Session } | { retry: Era }> {
  let verdict: EraVerdict | undefined;
  let open = false;
  const negotiate: Negotiate = async (link) => {
    verdict = await verdictFor(era, link, left);
    if (verdict.era === "exited") throw new ExitedAtProbe();
    return verdict;
  };
  // An exit before the session is open is told by the failure to open, not as an event of the session.
  const sighted: Opening["sighted"] = (seen) => {
    if (open || seen.kind !== "exit") opening.sighted(seen);
  };
  const wrongEra = () => era === "auto" && verdict?.era === "legacy" && verdict.modernAfterAll();
  const deafened = () => era === "auto" && verdict?.era === "legacy" && verdict.unanswered();
  try {
    const session = await attempt({ ...opening, sighted }, negotiate, left);
    open = true;
    if (!wrongEra()) return { session };
    await session.close();
    return { retry: "modern" };
  } catch (error) {
    if (error instanceof ExitedAtProbe) return { retry: "legacy" };
    if (wrongEra()) return { retry: "modern" };
    if (deafened() && left().timeoutMs > RETRY_MS) return { retry: "legacy" };
    throw error;
  }
}

async function verdictFor(era: Era, link: Link, left: TimeLeft): Promise<EraVerdict> {
  if (era === "legacy" || link.transport === "sse") {
    return { era: "legacy", modernAfterAll: () => false, unanswered: () => false };
  }
  const { timeoutMs, signal } = left();
  if (era === "modern") {
    const verdict = await negotiateEra(link, timeoutMs, signal);
    if (verdict.era === "modern") return verdict;
    if (verdict.era === "legacy" && verdict.unanswered()) {
      throw new OpenFailure(
        "unreachable",
        `${nameOf(link)} did not answer server/discover within ${Math.round(timeoutMs / 1000)} s, as one of the modern era (2026-07-28) would.`,
        "Use --era auto or --era legacy, or give it more time with --timeout.",
      );
    }
    throw notModern(link, verdict);
  }
  return negotiateEra(
    link,
    Math.min(link.transport === "stdio" ? STDIO_PATIENCE_MS : HTTP_PATIENCE_MS, timeoutMs / 2),
    signal,
  );
}

/** A server that knows the era may refuse who asks, put them off, or break over them: what came of the probe is told, as for `initialize`. */
function notModern(link: Link, { answer }: Exclude<EraVerdict, { era: "modern" }>): OpenFailure {
  if (answer?.kind === "http-error" && (answer.status >= 500 || answer.status === 429))
    return refuse(link, { reply: answer, cause: undefined });
  const failure = new OpenFailure(
    "handshake",
    `${nameOf(link)} does not speak the modern era (2026-07-28).`,
    "Use --era auto or --era legacy.",
  );
  const told = answer !== undefined && ["http-error", "rpc-error", "closed"].includes(answer.kind);
  return told ? failure.after(answer) : failure;
}

class ExitedAtProbe extends Error {}

/**
 * Longer than a started server needs to answer, short enough not to be felt: only servers that ignore unknown requests
 * cost it, and only at the first opening.
 */
const STDIO_PATIENCE_MS = 2_000;
/** Less time than this is not worth another start. */
const RETRY_MS = 500;
/** Behind HTTP silence may be a cold start, and asking again costs nothing. */
const HTTP_PATIENCE_MS = 10_000;
