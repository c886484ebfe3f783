import type { RawReply, RawRequest } from "../connect/wire/raw.ts";
import type { JsonObject } from "../model/json.ts";
import type { RawHttp, RawWire } from "../model/ports.ts";
import { anonymous } from "../model/principal.ts";
import type { Admission } from "./admission.ts";
import type { CallerSetting } from "./caller-setting.ts";
import { rawReply } from "./raw-reply.ts";
import { recordExchange } from "./record-exchange.ts";
import { sendPatiently } from "./send-patiently.ts";

/** The port for one round of one subject: every request is counted and recorded, and none belongs to a session. */
export function openRawWire(
  setting: CallerSetting,
  admission: Admission,
  path: string,
  raw: (request: RawRequest, as: Pick<RawHttp, "anonymous">) => Promise<RawReply>,
): RawWire {
  return {
    path,
    async send(request, step) {
      const { verb, path, headers, body, anonymous: nobody } = request;
      await admission.take(false);
      const params: JsonObject = {
        ...(path === undefined ? {} : { path }),
        headers: { ...headers },
        ...(body === undefined ? {} : { body }),
      };
      const principal = nobody ? anonymous.name : setting.principal;
      const asking = { principal, session: "", method: `HTTP ${verb}`, params, step };
      const { exchange } = await sendPatiently(setting, false, () =>
        recordExchange(setting, asking, async () =>
          rawReply(
            await raw(
              {
                method: verb,
                ...(path === undefined ? {} : { path }),
                headers: Object.entries(headers),
                ...(body === undefined ? {} : { body }),
                timeoutMs: setting.timeoutMs,
              },
              request,
            ),
          ),
        ),
      );
      setting.keep(exchange);
      admission.refuseWhenOver();
      return exchange;
    },
  };
}
