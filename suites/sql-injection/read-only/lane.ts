import type { Exchange } from "../../../src/model/exchange.ts";
import type { Caller, Step } from "../../../src/model/ports.ts";
import { isSpoiled } from "./refusal.ts";

type Send = (caller: Caller, sql: string, step: Step) => Promise<Exchange>;
type Lane = (sql: string, step: Step) => Promise<Exchange>;

/**
 * Sends statements over one session. Some servers never end a transaction that an error spoiled, so that nothing runs any
 * more: where a promise is at stake, the statement is then sent once more on a session of its own.
 */
export function openLane(send: Send, calls: Caller, promised: boolean): Lane {
  let caller = calls;
  return async (sql, step) => {
    const exchange = await send(caller, sql, step);
    if (!promised || !isSpoiled(exchange.reply)) return exchange;
    caller = await calls.fresh();
    return send(caller, sql, step);
  };
}

/** The same on a session of its own, opened with the first statement. */
export function openFreshLane(send: Send, calls: Caller, promised: boolean): Lane {
  let lane: Lane | undefined;
  return async (sql, step) => {
    lane ??= openLane(send, await calls.fresh(), promised);
    return lane(sql, step);
  };
}
