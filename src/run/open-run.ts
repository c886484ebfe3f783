import { randomBytes } from "node:crypto";
import type { Opening } from "../connect/opening.ts";
import { type ErrorLedger, openErrorLedger } from "../connect/record/error-ledger.ts";
import { openKeyLines } from "../connect/record/key-lines.ts";
import { openRecorder, type Recorder } from "../connect/record/recorder.ts";
import { openRedactor } from "../connect/record/redact.ts";
import { type Budget, defaultBudget, openBudget } from "../engine/budget.ts";
import { type Link, maxRestarts, openLink } from "../engine/link.ts";
import type { Doors } from "../engine/visits/knock.ts";
import type { Canary } from "../model/canary.ts";
import type { Json } from "../model/json.ts";
import { anonymous, type Principal } from "../model/principal.ts";
import type { Opened, Sighted } from "../model/session.ts";
import type { PlantedRow } from "../observe/planted/plant-row.ts";
import { type OpenUpstream, openUpstream } from "../observe/upstream/open-upstream.ts";
import { acquaintance } from "./acquaintance.ts";
import { openAuthorization, type RunAuthorization } from "./identities/authorization/open-authorization.ts";
import { openDoors } from "./identities/doors.ts";
import { type Forgery, openForgery } from "./identities/forgery.ts";
import { newPlantedRow } from "./planting/new-planted-row.ts";
import { redactedEmit } from "./redacted-emit.ts";
import type { ScanRequest } from "./scan-request.ts";
import type { ScanSurroundings } from "./scan-surroundings.ts";
import { openScanTap, type ScanTap } from "./tap/open-scan-tap.ts";

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
  /** The row that it plants where it may. */
  readonly planted: PlantedRow | undefined;
  /** Opens one session, or hands out the spare one; `name` is what its exchanges carry. */
  open(signal: AbortSignal): Promise<Named>;
  /** Keeps an open session for whoever opens the next one: a server may not like two processes. */
  keepSpare(named: Named): void;
  readonly tap: ScanTap;
  /** What whoever starts the run knows anyhow. */
  readonly acquaintance: ReturnType<typeof acquaintance>;
  /** What errors told so far. */
  readonly errors: Pick<ErrorLedger, "seen" | "newsOf">;
  /** How often the server announced so far that its list of tools changes. */
  readonly announced: () => number;
  /** Sessions as anybody else. */
  readonly doors: Doors;
  readonly forgery: Forgery;
  /** Absent where the server is not reached by HTTP. */
  readonly authorization: RunAuthorization | undefined;
  /** Absent where the server is not pointed at one. */
  readonly upstream: OpenUpstream | undefined;
  /** Closes the spare session, the tap, the test issuer and the upstream API. */
  close(): Promise<void>;
  newLink(): Link;
}

/** A session, or why there is none, with the name it goes by. */
export interface Named {
  readonly opened: Opened;
  readonly name: string;
}

/** Things beside replies that evidence keeps: a server may send them without end. */
const mostSighted = 500;

/** Prepares a run; nothing is sent yet. Throws what cannot be used of what it was asked, as a HarnessError. */
export async function openRun(request: ScanRequest, outside: ScanSurroundings): Promise<Run> {
  const startedAt = new Date();
  const zero = performance.now();
  const now = (): number => Math.round(performance.now() - zero);
  const planted = newPlantedRow(request, outside.journal);
  const canaries = allCanaries(request, planted);
  const hidden = [...request.secrets, ...canaries.map(({ value }) => ({ canary: value }))];
  const redactor = openRedactor(hidden, randomBytes(32));
  request.hearSecrets(redactor.learn);
  const surroundings = { ...outside, emit: redactedEmit(redactor, outside.emit) };
  const principal = request.principals[0] ?? anonymous;
  const acquainted = acquaintance(request);
  const errors = openErrorLedger({ acting: principal.name, ...acquainted });
  const recorder = openRecorder(redactor, surroundings.evidence, canaries, principal.name, errors);
  await request.embedded?.open(request.seed);
  let upstream: OpenUpstream | undefined;
  const withoutTap = async (cause: unknown): Promise<never> => {
    await upstream?.close();
    await request.embedded?.close();
    throw cause;
  };
  const { upstreamPort } = request.observe;
  if (upstreamPort !== undefined) upstream = await openUpstream(upstreamPort).catch(withoutTap);
  const tap = await openScanTap(request, surroundings, now).catch(withoutTap);
  const forgery = openForgery(request, surroundings.signal);
  const authorization = openAuthorization(request);
  const restarts = { left: maxRestarts };
  let sessions = 0;
  let spare: Named | undefined;
  let noted = 0;
  let leaking = 0;
  let announced = 0;

  const withoutKey = openKeyLines();
  const note = (session: string, raw: Sighted): void => {
    const { kind: place, ...said } = raw;
    const leaks = recorder.canaries.heard(session, place === "exit" ? "stderr" : place, said as Json, now());
    const isLine = raw.kind === "stderr" || raw.kind === "stray-output";
    const sighted = isLine ? { ...raw, text: withoutKey(`${session} ${raw.kind}`, raw.text) } : raw;
    const { kind, ...facts } = sighted;
    recorder.heard(session, sighted, now());
    if (leaks) leaking += 1;
    if ("method" in facts && facts.method === "notifications/tools/list_changed") announced += 1;
    // Headers come with every reply: only what must not be in them is worth a record.
    const wanted = kind === "http-headers" ? leaks : noted < mostSighted;
    if (!wanted && !(leaks && leaking <= mostSighted)) return;
    noted += 1;
    const label = "method" in facts ? facts.method : kind;
    const all = { session, ...facts } as Record<string, Json>;
    recorder.observation({ id: `n${noted}`, kind, label, facts: all, round: 0, atMs: now() });
  };

  const common: Omit<Opening, "principal" | "signal" | "sighted"> = {
    target: tap.target,
    net: request.net,
    timeoutMs: request.timeoutMs,
    ...(surroundings.trace
      ? { trace: (direction, text) => surroundings.emit({ type: "wire", atMs: now(), direction, text }) }
      : {}),
  };
  const next = () => {
    const name = `s${++sessions}`;
    return { name, sighted: (sighted: Sighted) => note(name, sighted) };
  };

  const open: Run["open"] = async (signal) => {
    const kept = spare;
    spare = undefined;
    // It may have died while nobody used it: whoever takes it must not be blamed for that.
    if (kept?.opened.ok && kept.opened.session.ended === undefined) return kept;
    if (kept?.opened.ok) await kept.opened.session.close();
    const { openSession } = await import("../connect/open.ts");
    const { name, sighted } = next();
    const opened = await openSession({ ...common, principal, signal, sighted });
    if (opened.ok) {
      const { instructions = null, server, capabilities } = opened.session.info;
      recorder.canaries.heard(name, "handshake", { instructions, server, capabilities }, now());
    }
    return { opened, name };
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
    planted,
    keepSpare(named) {
      spare = named;
    },
    tap,
    acquaintance: acquainted,
    errors,
    announced: () => announced,
    doors: openDoors(common, request.principals, next),
    forgery,
    authorization,
    upstream,
    async close() {
      const kept = spare;
      spare = undefined;
      if (kept?.opened.ok) await kept.opened.session.close();
      await forgery.close();
      await authorization?.close();
      await tap.close();
      await upstream?.close();
      await request.embedded?.close();
    },
    newLink: () => openLink(open, restarts),
  };
}

function allCanaries({ canaries }: ScanRequest, planted: PlantedRow | undefined): readonly Canary[] {
  const declared = canaries.map((canary) => ({ ...canary, table: undefined }));
  return planted === undefined ? declared : [...declared, { name: "planted-row", visibleTo: [], ...planted }];
}

function limitsOf({ budget }: ScanRequest) {
  return {
    requests: budget.requests ?? defaultBudget.requests,
    seconds: budget.seconds ?? defaultBudget.seconds,
    concurrency: budget.concurrency ?? defaultBudget.concurrency,
    rate: budget.rate ?? defaultBudget.rate,
  };
}
