import type { JsonObject } from "../model/json.ts";
import type { Step } from "../model/ports.ts";
import type { Session } from "../model/session.ts";
import { stuckTransaction } from "../oracle/stuck-transaction.ts";
import type { CallerSetting } from "./caller-setting.ts";
import type { Courier } from "./link.ts";
import { recordExchange } from "./record-exchange.ts";

/** How long one request may take and what gives it up. */
export interface SendLimits {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * Carries one request of a probe over whichever session its link has: numbered when sent, recorded, and told of. `broke`
 * hears of each break that this subject caused.
 */
export function openCourier(
  setting: CallerSetting,
  call: { readonly method: string; readonly params: JsonObject },
  step: Step,
  limits: SendLimits,
  broke: () => void,
): Courier {
  const { planned, recorder, budget } = setting;
  const { check, subject } = planned;

  const exchanged = (session: Session, name: string, { method, params }: typeof call, step: Step) =>
    recordExchange(setting, { principal: setting.principal, session: name, method, params, step }, () =>
      session.request({ method, params, ...limits, signal: givenUpBy(limits.signal, step) }),
    );

  return {
    async send(session, name) {
      const { reply, exchange } = await exchanged(session, name, call, step);
      // What the server put off, or could not run any more, was not asked; it stays in the record, but is nothing to judge.
      if (budget.patience.putOff(reply) === undefined && !stuckTransaction(reply)) setting.keep(exchange);
      const param = subject.param === undefined ? {} : { param: subject.param };
      return {
        reply,
        exchange,
        sent: { exchange: exchange.id, call, check: check.id, subject: subject.key, ...param },
      };
    },
    async listing(session, name) {
      if (step.role !== "cleanup") await setting.deadline.paused(() => budget.take(setting.interrupted));
      const listed = { method: "tools/list", params: {} };
      return (await exchanged(session, name, listed, { role: "confirm", label: "still there" })).reply;
    },
    reopening: () => setting.reopening?.(),
    broke({ blamed, kind, detail, recovered }) {
      if (blamed.check === check.id && blamed.subject === subject.key) broke();
      setting.incident({ ...blamed, kind, detail: recorder.redactor.text(detail).value, recovered });
    },
  };
}

function givenUpBy(signal: AbortSignal, { cancelAfterMs }: Step): AbortSignal {
  return cancelAfterMs === undefined ? signal : AbortSignal.any([signal, AbortSignal.timeout(cancelAfterMs)]);
}
