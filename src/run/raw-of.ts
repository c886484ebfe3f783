import { openRaw } from "../connect/open-raw.ts";
import { openRawWire } from "../engine/open-raw-wire.ts";
import type { RunSetting } from "../engine/run-setting.ts";
import { anonymous } from "../model/principal.ts";
import type { Run } from "./open-run.ts";

/** The port that sends raw requests; undefined for a server that is not reached by HTTP. */
export function rawOf({ request: { target, net }, principal }: Run): RunSetting["raw"] {
  if (target.kind !== "http") return undefined;
  return (setting, admission) =>
    openRawWire(setting, admission, new URL(target.url).pathname, async (request, as) => {
      const access = await openRaw({ net, principal: as.anonymous ? anonymous : principal }, target);
      try {
        return await access.raw(request);
      } finally {
        await access.close();
      }
    });
}
