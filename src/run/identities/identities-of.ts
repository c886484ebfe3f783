import type { RunSetting } from "../../engine/run-setting.ts";
import { openVisits } from "../../engine/visits/open-visits.ts";
import type { Run } from "../open-run.ts";

/** The port through which checks of this run act as others. */
export function identitiesOf({ doors, forgery }: Run): NonNullable<RunSetting["identities"]> {
  return (setting, admission) => {
    const { enter, close } = openVisits(setting, doors, admission);
    return { port: { enter, forge: forgery.forge }, close };
  };
}
