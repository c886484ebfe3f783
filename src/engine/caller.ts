import type { Exchange } from "../model/exchange.ts";
import type { JsonObject } from "../model/json.ts";
import type { Caller, Step } from "../model/ports.ts";
import { stuckTransaction } from "../oracle/stuck-transaction.ts";
import type { Admission } from "./admission.ts";
import type { CallerSetting } from "./caller-setting.ts";
import { openCourier } from "./courier.ts";
import type { Carried, Link } from "./link.ts";
import { sendPatiently } from "./send-patiently.ts";
import { Stop } from "./stop.ts";

/** What the probe of one subject has used up, over all its sessions. */
interface Spent {
  /** Unanswered requests in a row. */
  unanswered: number;
  broken: number;
  /** Sessions left because of a transaction that the server never ended. */
  stuck: number;
  /** Set once the server is gone: nothing more is tried. */
  lost: Stop | undefined;
}

/** Unanswered requests in a row after which a server counts as unresponsive. */
export const patience = 3;
/** Times a server may break while one subject is probed; the breaks are findings of their own. */
const mostBroken = 3;
/** Times a session may be left for a new one while one subject is probed, because its transaction was stuck. */
const mostStuck = 60;
/** Milliseconds that a request of a clean-up may take. */
const cleanupTimeoutMs = 5_000;

/** A caller over `link`: counts, records, attributes what breaks, and ends the probe when it must. */
export function openCaller(setting: CallerSetting, link: Link, admission: Admission): Caller {
  return callerOn(setting, link, admission, { unanswered: 0, broken: 0, stuck: 0, lost: undefined });
}

function callerOn(setting: CallerSetting, link: Link, admission: Admission, spent: Spent): Caller {
  const { deadline, budget, interrupted } = setting;

  const admit = async (cleaning: boolean): Promise<void> => {
    if (spent.lost !== undefined) throw spent.lost;
    await admission.take(cleaning);
  };

  const carry = async (method: string, params: JsonObject, step: Step): Promise<Carried> => {
    const cleaning = step.role === "cleanup";
    const limits = cleaning
      ? { timeoutMs: Math.min(cleanupTimeoutMs, setting.timeoutMs), signal: AbortSignal.timeout(2 * cleanupTimeoutMs) }
      : { timeoutMs: setting.timeoutMs, signal: admission.over };
    const courier = openCourier(setting, { method, params }, step, limits, () => {
      spent.broken += 1;
    });
    try {
      return await link.send(courier, limits.signal);
    } catch (cause) {
      // A session that could not be opened because the probe was over says nothing of the server.
      if (!cleaning) admission.refuseWhenOver();
      if (cause instanceof Stop && cause.reason === "target-lost") spent.lost = cause;
      throw cause;
    }
  };

  const request = async (method: string, params: JsonObject, step: Step): Promise<Exchange> => {
    const cleaning = step.role === "cleanup";
    await admit(cleaning);
    let carried = await sendPatiently(setting, cleaning, () => carry(method, params, step));
    if (stuckTransaction(carried.reply)) {
      if (++spent.stuck > mostStuck) {
        throw new Stop(
          "crashing",
          "after each error the server leaves its database connection in a failed transaction",
        );
      }
      await link.close();
      if (!cleaning) await deadline.paused(() => budget.take(interrupted));
      carried = await carry(method, params, step);
    }
    if (!cleaning) admission.refuseWhenOver();
    if (spent.broken >= mostBroken && !cleaning) {
      throw new Stop("crashing", `the server broke ${spent.broken} times while this was tested`);
    }
    spent.unanswered = carried.reply.kind === "timeout" ? spent.unanswered + 1 : 0;
    if (spent.unanswered >= patience) {
      throw new Stop("unresponsive", `${patience} requests in a row were not answered within ${setting.timeoutMs} ms`);
    }
    return carried.exchange;
  };

  return {
    request,
    tool: (name, args, step) => request("tools/call", { name, arguments: args }, step),
    fresh: async () => callerOn(setting, setting.newLink(), admission, spent),
  };
}
