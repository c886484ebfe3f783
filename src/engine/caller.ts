import type { Recorder } from "../connect/recorder.ts";
import type { EventSink } from "../model/event.ts";
import type { Exchange } from "../model/exchange.ts";
import type { JsonObject } from "../model/json.ts";
import type { Caller, Step } from "../model/ports.ts";
import type { Incident } from "../model/subject.ts";
import type { Budget } from "./budget.ts";
import type { Broken, Link } from "./link.ts";
import type { Planned } from "./plan.ts";
import { Stop } from "./stop.ts";

/** What a caller works with; one for each round of one subject. */
export interface CallerSetting {
  readonly planned: Planned;
  readonly round: number;
  readonly principal: string;
  readonly recorder: Recorder;
  readonly budget: Budget;
  readonly emit: EventSink;
  readonly now: () => number;
  readonly timeoutMs: number;
  /** Aborted when the run is interrupted. */
  readonly interrupted: AbortSignal;
  /** Aborted when this subject took too long. */
  readonly overdue: AbortSignal;
  /** Numbers the exchanges of one subject across its rounds. */
  readonly nextId: () => string;
  readonly newLink: () => Link;
  readonly incident: (incident: Incident) => void;
}

/** What the probe of one subject has used up, over all its sessions. */
interface Spent {
  probing: number;
  cleaning: number;
  /** Unanswered requests in a row. */
  unanswered: number;
  broken: number;
}

/** A request that was sent, as it was: only to send it again. */
interface Sent {
  readonly id: string;
  readonly call: NonNullable<Incident["call"]>;
}

/** Unanswered requests in a row after which a server counts as unresponsive. */
const patience = 3;
/** Times a server may break while one subject is probed; the breaks are findings of their own. */
const mostBroken = 3;
/** Requests a clean-up may make after the budget is gone, and milliseconds each may take. */
const cleanupRequests = 16;
const cleanupTimeoutMs = 5_000;

/** A caller over `link`: counts, records, attributes what breaks, and ends the probe when it must. */
export function openCaller(setting: CallerSetting, link: Link): Caller {
  const spent: Spent = { probing: 0, cleaning: 0, unanswered: 0, broken: 0 };
  return callerOn(setting, link, spent);
}

function callerOn(setting: CallerSetting, link: Link, spent: Spent): Caller {
  const { planned, recorder, budget, now } = setting;
  let last: Sent | undefined;

  const request = async (method: string, params: JsonObject, step: Step): Promise<Exchange> => {
    const cleaning = step.role === "cleanup";
    if (cleaning) {
      if (++spent.cleaning > cleanupRequests) throw new Stop("budget", "the clean-up took too many requests");
    } else {
      refuseWhenOver(setting);
      if (++spent.probing > planned.check.requests) {
        throw new Stop("allowance", `the check's ${planned.check.requests} requests for one subject were spent`);
      }
      await budget.take();
    }
    const id = setting.nextId();
    const sent: Sent = { id, call: { method, params } };
    const atMs = now();
    const { reply, session, broken } = await link.send(method, params, {
      timeoutMs: cleaning ? Math.min(cleanupTimeoutMs, setting.timeoutMs) : setting.timeoutMs,
      signal: cleaning
        ? AbortSignal.timeout(2 * cleanupTimeoutMs)
        : AbortSignal.any([setting.interrupted, setting.overdue]),
    });
    const exchange = recorder.exchange({
      id,
      role: step.role,
      label: step.label,
      facts: step.facts ?? {},
      principal: setting.principal,
      session,
      round: setting.round,
      request: { method, params },
      reply,
      atMs,
      durationMs: now() - atMs,
    });
    setting.emit({
      type: "exchange",
      atMs: now(),
      id,
      label: step.label,
      reply: reply.kind,
      durationMs: exchange.durationMs,
      requestsSent: budget.sent,
    });
    for (const one of broken) setting.incident(incidentOf(one, one.before && last !== undefined ? last : sent));
    last = sent;
    if (broken.some((one) => !one.recovered))
      throw new Stop("target-lost", broken.at(-1)?.detail ?? "the server went away");
    if (!cleaning) refuseWhenOver(setting);
    spent.broken += broken.length;
    if (spent.broken >= mostBroken && !cleaning) {
      throw new Stop("crashing", `the server broke ${spent.broken} times while this was tested`);
    }
    spent.unanswered = reply.kind === "timeout" ? spent.unanswered + 1 : 0;
    if (spent.unanswered >= patience) {
      throw new Stop("unresponsive", `${patience} requests in a row were not answered within ${setting.timeoutMs} ms`);
    }
    return exchange;
  };

  const incidentOf = (broken: Broken, { id, call }: Sent): Incident => ({
    kind: broken.kind,
    exchange: id,
    call,
    check: planned.check.id,
    subject: planned.subject.key,
    ...(planned.subject.param === undefined ? {} : { param: planned.subject.param }),
    detail: recorder.redactor.text(broken.detail).value,
    recovered: broken.recovered,
  });

  return {
    request,
    tool: (name, args, step) => request("tools/call", { name, arguments: args }, step),
    fresh: async () => callerOn(setting, setting.newLink(), spent),
  };
}

function refuseWhenOver({ interrupted, overdue }: CallerSetting): void {
  if (interrupted.aborted) throw new Stop("interrupted", "the run was interrupted");
  if (overdue.aborted) throw new Stop("unresponsive", "the probe of this subject took too long");
}
