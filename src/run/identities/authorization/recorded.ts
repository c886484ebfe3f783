import type { Admission } from "../../../engine/admission.ts";
import type { CallerSetting } from "../../../engine/caller-setting.ts";
import { recordExchange } from "../../../engine/record-exchange.ts";
import { sendPatiently } from "../../../engine/send-patiently.ts";
import type { FoundServer } from "../../../identity/authorization/find-authorization-server.ts";
import { type HttpAnswer, type HttpRequest, send } from "../../../identity/authorization/send.ts";
import type { Exchange } from "../../../model/exchange.ts";
import type { JsonObject } from "../../../model/json.ts";
import type { Step } from "../../../model/ports.ts";
import { anonymous } from "../../../model/principal.ts";
import type { Reply } from "../../../model/reply.ts";
import type { RunAuthorization } from "./open-authorization.ts";

/** How one round of one subject asks the authorization server: counted, recorded, and with nothing secret in the record. */
export interface Recorded {
  /** What there is to ask; undefined where there is nothing. */
  server(): Promise<FoundServer | undefined>;
  /** One exchange of the probe; `ask` sends, and gives the reply as evidence has it. */
  exchange(method: string, params: JsonObject, step: Step, ask: () => Promise<Reply>): Promise<Exchange>;
  /** Sends one request, for as long as the probe may go on. */
  sent(request: HttpRequest): Promise<HttpAnswer>;
  /** The same for what is still done once it may not. */
  sentAnyway(request: HttpRequest): Promise<HttpAnswer>;
  /** Waits for the turn of a further request of the same exchange. */
  turn(): Promise<void>;
  /** From now on this is kept out of all that is written. */
  hide(secret: string | undefined): void;
}

/** A shorter secret may be a word of the server's own, and would be taken out of all that it says. */
const shortestHidden = 8;

/** For one round of one subject. */
export function recordedBy(
  run: RunAuthorization,
  learn: (secret: string) => void,
  setting: CallerSetting,
  admission: Admission,
): Recorded {
  return {
    server: async () => (await run.find(admission.over).found).server,
    async exchange(method, params, step, ask) {
      const cleaning = step.role === "cleanup";
      await admission.take(cleaning);
      const asking = { principal: anonymous.name, session: "", method: `oauth/${method}`, params, step };
      const { exchange } = await sendPatiently(setting, cleaning, () => recordExchange(setting, asking, ask));
      setting.keep(exchange);
      if (!cleaning) admission.refuseWhenOver();
      return exchange;
    },
    sent: (request) => send(request, run.net, setting.timeoutMs, admission.over),
    sentAnyway: (request) => send(request, run.net, setting.timeoutMs, new AbortController().signal),
    turn: () => admission.take(false),
    hide(secret) {
      if (secret !== undefined && secret.length >= shortestHidden) learn(secret);
    },
  };
}
