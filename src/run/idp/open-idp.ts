import { seededRandom } from "../../engine/random.ts";
import { openIssuer } from "../../identity/issuer/open-issuer.ts";
import type { TestIssuer } from "../../identity/issuer/test-issuer.ts";
import type { IdpSetting } from "./idp-setting.ts";

/** Opens the test issuer by itself, without a scan, with its control endpoints. Throws a HarnessError where it cannot listen. */
export function openIdp({ seed, ...setting }: IdpSetting): Promise<TestIssuer> {
  return openIssuer({ ...setting, claims: {}, control: true, random: seededRandom(seed, "idp"), now: Date.now });
}
