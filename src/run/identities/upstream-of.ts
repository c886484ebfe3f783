import type { RunSetting } from "../../engine/run-setting.ts";
import { tokenOf } from "../../identity/claims-of.ts";
import type { Json } from "../../model/json.ts";
import type { Run } from "../open-run.ts";

/** The port through which checks of this run look at what came to the upstream API; undefined where there is none. */
export function upstreamOf({ upstream, request, surroundings }: Run): RunSetting["upstream"] {
  if (upstream === undefined) return undefined;
  return (observe) => ({
    async look(name, label) {
      const principal = request.principals.find((one) => one.name === name);
      const token = principal && (await tokenOf(principal, surroundings.signal));
      return observe("upstream", label, upstream.look(token) as unknown as Record<string, Json>);
    },
  });
}
