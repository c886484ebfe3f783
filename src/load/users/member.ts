import type { JsonObject } from "../../model/json.ts";
import type { LoadPlan, Share } from "../../model/load/plan.ts";
import type { Random } from "../../model/ports.ts";
import type { Reply } from "../../model/reply.ts";
import { noSession } from "../../oracle/load/failures.ts";
import type { Told } from "../outcome/outcome-of.ts";
import type { LoadRecord } from "../record/open-record.ts";
import type { Leaving, LoadCall, LoadReply, LoadSession } from "../wire/load-session.ts";
import type { VirtualUser } from "./crowd.ts";
import { type Held, openHeldSessions, type SessionTally } from "./held-sessions.ts";
import { isExpired, isLost } from "./lost-session.ts";
import { quickRandom } from "./quick-random.ts";
import { rest } from "./rest.ts";

/** What all users of a load share. */
export interface Membership {
  readonly plan: LoadPlan;
  readonly now: () => number;
  readonly record: Pick<LoadRecord, "call">;
  /** A session of the user with this number, or what it was refused with. */
  open(user: number): Promise<LoadSession | Reply>;
  /** The arguments that this user calls with, always the same: marked as its own where the tool shows for whom an answer is. */
  argumentsFor(share: Share, user: number): JsonObject;
  /** What the reply to this user's call comes to. */
  judge(share: Share, user: number, args: JsonObject, reply: Reply): Told;
  readonly random: (user: number) => Random;
  /** Gives up all that is under way. */
  readonly signal: AbortSignal;
  readonly sessions: SessionTally;
  readonly resent: (times: number) => void;
}

/** The name under which a session that could not be opened is counted. */
const opening = "(session)";
/** A server that refuses, or is not there, must not be asked in a loop that never ends. */
const refusedPauseMs = 100;

/** A user who calls tools of the mix over a session, and begins a new one where it has none. */
export function newMember(number: number, membership: Membership): VirtualUser {
  const { plan, now, record, signal } = membership;
  const random = quickRandom(membership.random(number).integer(0, 0xffffffff));
  const sessions = openHeldSessions(() => membership.open(number), membership.sessions);
  const params = new Map<Share, LoadCall["params"] & { readonly arguments: JsonObject }>();

  const paramsOf = (share: Share) => {
    const known = params.get(share);
    if (known !== undefined) return known;
    const made = { name: share.tool, arguments: membership.argumentsFor(share, number) };
    params.set(share, made);
    return made;
  };

  /** A token that was good for a while is no fault of the server's: a client gets another and sends the call again. */
  const askAgain = async (held: Held, call: LoadCall, first: LoadReply): Promise<LoadReply> => {
    sessions.part(held, "lost");
    const next = await sessions.take();
    if (!("session" in next)) return first;
    const answer = await next.session.ask(call);
    next.good ||= !isExpired(answer.reply);
    await sessions.give(next);
    return { ...answer, resent: first.resent + answer.resent + 1 };
  };

  /** One call; what it was answered with, or undefined where it was left. */
  const once = async (held: Held, at: number): Promise<Reply | undefined> => {
    const share = drawn(plan.mix, random);
    const sent = paramsOf(share);
    const call = {
      method: "tools/call",
      params: sent,
      timeoutMs: plan.timeoutMs,
      signal,
      leave: leaving(plan, random),
    };
    held.calls += 1;
    let answer = await held.session.ask(call);
    if (isExpired(answer.reply)) {
      if (held.good) answer = await askAgain(held, call, answer);
    } else held.good = true;
    const { reply, resent, left } = answer;
    if (resent > 0) membership.resent(resent);
    // What we gave up ourselves says nothing of the server.
    if (signal.aborted || left) return undefined;
    const told = membership.judge(share, number, sent.arguments, reply);
    const { tool } = share;
    const ms = now() - at;
    // Most are, and a spread costs more than all else here.
    record.call(told.outcome === "ok" ? { tool, outcome: "ok", ms } : { ...told, tool, ms });
    if (isLost(reply) || isExpired(reply)) sessions.part(held, "lost");
    return reply;
  };

  const refuse = (reply: Reply, meantAt: number): void => {
    const told = membership.judge({ tool: opening, args: {}, weight: 0, complexity: "simple" }, number, {}, reply);
    const failed: Told = told.outcome === "ok" ? { outcome: "malformed", message: "none was opened" } : told;
    const message = `${noSession}${failed.message ?? ""}`;
    if (!signal.aborted) record.call({ ...failed, message, tool: opening, ms: now() - meantAt });
  };

  return {
    async turn(meantAt) {
      const began = now();
      const taken = sessions.take();
      const held = taken instanceof Promise ? await taken : taken;
      if (!("session" in held)) {
        refuse(held, meantAt);
        return rest(refusedPauseMs, signal);
      }
      // To open a session is no part of a call; what the turn was late before counts.
      const at = meantAt + (now() - began);
      const replies =
        plan.fanOut === 1
          ? [await once(held, at)]
          : await Promise.all(Array.from({ length: plan.fanOut }, () => once(held, at)));
      if (plan.callsPerSession > 0 && held.calls >= plan.callsPerSession) {
        sessions.part(held, random() < plan.abandoned ? "abandoned" : "ended");
      }
      const closing = sessions.give(held);
      if (closing !== undefined) await closing;
      if (replies.some((reply) => reply !== undefined && isRefusal(reply))) await rest(refusedPauseMs, signal);
    },
    miss(meantAt) {
      const { tool } = drawn(plan.mix, random);
      record.call({ tool, outcome: "timeout", message: "never begun: too many calls under way", ms: now() - meantAt });
    },
    leave: () => sessions.leave(),
  };
}

/** Told that it is too much, nobody comes back at once. */
function isRefusal(reply: Reply): boolean {
  return reply.kind === "closed" || (reply.kind === "http-error" && (reply.status === 429 || reply.status === 503));
}

function drawn(mix: readonly Share[], random: () => number): Share {
  const [only] = mix;
  if (only === undefined) throw new Error("a load without a call");
  if (mix.length === 1) return only;
  let at = random() * mix.reduce((sum, { weight }) => sum + weight, 0);
  for (const share of mix) {
    at -= share.weight;
    if (at < 0) return share;
  }
  return only;
}

/** How this call is left by its user; undefined for those that wait for their answer. */
function leaving({ cancelled, disconnected }: LoadPlan, random: () => number): Leaving | undefined {
  if (cancelled + disconnected === 0) return undefined;
  const at = random();
  if (at >= cancelled + disconnected) return undefined;
  return { how: at < cancelled ? "cancel" : "disconnect", afterMs: 1 + Math.floor(random() * longestStayMs) };
}

/** Milliseconds that a user waits who leaves before the answer. */
const longestStayMs = 20;
