import { randomBytes } from "node:crypto";
import type { Opening } from "../connect/opening.ts";
import { openRecorder, type Recorder } from "../connect/recorder.ts";
import { openRedactor } from "../connect/redact.ts";
import { type Budget, defaultBudget, openBudget } from "../engine/budget.ts";
import { type Link, maxRestarts, openLink } from "../engine/link.ts";
import type { Json } from "../model/json.ts";
import { anonymous, type Principal } from "../model/principal.ts";
import type { Opened, Sighted } from "../model/session.ts";
import { redactedEmit } from "./redacted-emit.ts";
import type { ScanRequest } from "./scan-request.ts";
import type { ScanSurroundings } from "./scan-surroundings.ts";

/** What one run has for itself: clock, budget, evidence, and sessions that count their own names. */
export interface Run {
  readonly request: ScanRequest;
  readonly surroundings: ScanSurroundings;
  readonly startedAt: Date;
  /** Milliseconds since the run started. */
  readonly now: () => number;
  readonly budget: Budget;
  readonly recorder: Recorder;
  readonly principal: Principal;
  /** Opens one session, or hands out the spare one; `name` is what its exchanges carry. */
  open(signal: AbortSignal): Promise<Named>;
  /** Keeps an open session for whoever opens the next one: a server may not like two processes. */
  keepSpare(named: Named): void;
  closeSpare(): Promise<void>;
  newLink(): Link;
}

/** A session, or why there is none, with the name it goes by. */
export interface Named {
  readonly opened: Opened;
  readonly name: string;
}

/** Things beside replies that evidence keeps: a server may send them without end. */
const mostSighted = 500;

/** Prepares a run; nothing is sent yet. */
export function openRun(request: ScanRequest, outside: ScanSurroundings): Run {
  const startedAt = new Date();
  const zero = performance.now();
  const now = (): number => Math.round(performance.now() - zero);
  const redactor = openRedactor(request.secrets, randomBytes(32));
  const surroundings = { ...outside, emit: redactedEmit(redactor, outside.emit) };
  const recorder = openRecorder(redactor, surroundings.evidence);
  const principal = request.principals[0] ?? anonymous;
  const restarts = { left: maxRestarts };
  let sessions = 0;
  let spare: Named | undefined;
  let noted = 0;

  const note = (session: string, { kind, ...facts }: Sighted): void => {
    if (++noted > mostSighted) return;
    const label = "method" in facts ? facts.method : kind;
    const all = { session, ...facts } as Record<string, Json>;
    recorder.observation({ id: `n${noted}`, kind, label, facts: all, round: 0, atMs: now() });
  };

  const open: Run["open"] = async (signal) => {
    const kept = spare;
    spare = undefined;
    // It may have died while nobody used it: whoever takes it must not be blamed for that.
    if (kept?.opened.ok && kept.opened.session.ended === undefined) return kept;
    if (kept?.opened.ok) await kept.opened.session.close();
    const { openSession } = await import("../connect/open.ts");
    const name = `s${++sessions}`;
    const opening: Opening = {
      target: request.target,
      principal,
      net: request.net,
      timeoutMs: request.timeoutMs,
      signal,
      sighted: (sighted) => note(name, sighted),
      ...(surroundings.trace
        ? {
            trace: (direction, text) => surroundings.emit({ type: "wire", atMs: now(), direction, text }),
          }
        : {}),
    };
    return { opened: await openSession(opening), name };
  };

  return {
    request,
    surroundings,
    startedAt,
    now,
    budget: openBudget(limitsOf(request), now),
    recorder,
    principal,
    open,
    keepSpare(named) {
      spare = named;
    },
    async closeSpare() {
      const kept = spare;
      spare = undefined;
      if (kept?.opened.ok) await kept.opened.session.close();
    },
    newLink: () => openLink(open, restarts),
  };
}

function limitsOf({ budget }: ScanRequest) {
  return {
    requests: budget.requests ?? defaultBudget.requests,
    seconds: budget.seconds ?? defaultBudget.seconds,
    concurrency: budget.concurrency ?? defaultBudget.concurrency,
    rate: budget.rate ?? defaultBudget.rate,
  };
}
