import type { IdpSetting } from "../../run/idp/idp-setting.ts";

/** Flags of `idp`. */
export interface IdpFlags extends Pick<IdpSetting, "preset" | "audience" | "algorithm"> {
  readonly port?: number;
  readonly user?: readonly string[];
  readonly seed?: number;
  readonly json?: boolean;
}
