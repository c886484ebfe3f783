import type { Exchange } from "../model/exchange.ts";
import type { JsonObject } from "../model/json.ts";
import type { Step } from "../model/ports.ts";
import type { Reply } from "../model/reply.ts";
import type { CallerSetting } from "./caller-setting.ts";

/** What is asked, in whose name, and over which session. */
export interface Asking {
  readonly principal: string;
  readonly guise?: string;
  readonly session: string;
  readonly method: string;
  readonly params: JsonObject;
  readonly step: Step;
}

/** Sends one request of a probe: numbered when it is sent, timed, recorded, and told of. */
export async function recordExchange(
  setting: CallerSetting,
  { step, method, params, ...who }: Asking,
  send: () => Promise<Reply>,
): Promise<{ readonly reply: Reply; readonly exchange: Exchange }> {
  const { recorder, budget, now } = setting;
  const { role, label, facts } = step;
  const id = setting.nextId();
  if (role !== "cleanup" && typeof facts?.table === "string") setting.mayMake?.(facts.table);
  const atMs = now();
  const reply = await send();
  const exchange = recorder.exchange({
    id,
    role,
    label,
    facts: facts ?? {},
    ...who,
    round: setting.round,
    request: { method, params },
    reply,
    atMs,
    durationMs: now() - atMs,
  });
  const { durationMs } = exchange;
  const { kind } = reply;
  setting.emit({ type: "exchange", atMs: now(), id, label, reply: kind, durationMs, requestsSent: budget.sent });
  return { reply, exchange };
}
