import type { RunSetting } from "../../engine/run-setting.ts";
import { openVisits } from "../../engine/visits/open-visits.ts";
import type { Json } from "../../model/json.ts";
import type { Run } from "../open-run.ts";
import { metadataOf } from "./metadata.ts";
import { providerOf } from "./provider.ts";

/** The port through which checks of this run act as others. */
export function identitiesOf({ doors, forgery, request }: Run): NonNullable<RunSetting["identities"]> {
  return (setting, admission, observe) => {
    const { enter, close } = openVisits(setting, doors, admission);
    const provider = providerOf(request.embedded, request.principals, admission.over);
    return {
      port: {
        enter,
        forge: forgery.forge,
        ...(provider.port === undefined ? {} : { provider: provider.port }),
        async metadata(challenge, label) {
          await admission.take(false);
          const found = await metadataOf(request.target, challenge, request.net, admission.over).catch((cause) => {
            admission.refuseWhenOver();
            throw cause;
          });
          return found && observe("metadata", label, found as unknown as Record<string, Json>);
        },
      },
      async close() {
        provider.close();
        await close();
      },
    };
  };
}
