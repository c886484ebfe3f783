import { openRaw } from "../connect/open-raw.ts";
import { openRawWire } from "../engine/open-raw-wire.ts";
import type { RunSetting } from "../engine/run-setting.ts";
import { anonymous } from "../model/principal.ts";
import type { Run } from "./open-run.ts";

/** The port that sends raw requests; undefined for a server that is not reached by HTTP. */
export function rawOf({ request: { target, net }, principal, doors, surroundings }: Run): RunSetting["raw"] {
  if (target.kind !== "http") return undefined;
  return (setting, admission) =>
    openRawWire(setting, admission, new URL(target.url).pathname, async (request, as) => {
      // A token is not among the headers that the config has, and may be another one by now.
      const worn = as.anonymous ? {} : await doors.headers({ principal: principal.name }, surroundings.signal);
      const access = await openRaw({ net, principal: { ...anonymous, headers: worn ?? {} } }, target);
      try {
        return await access.raw(request);
      } finally {
        await access.close();
      }
    });
}
