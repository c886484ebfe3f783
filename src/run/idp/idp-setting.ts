import type { IssuerOptions } from "../../identity/issuer/open-issuer.ts";

/** What the user says of the test issuer. */
export interface IdpSetting extends Pick<IssuerOptions, "port" | "preset" | "audience" | "algorithm" | "accounts"> {
  readonly seed: number;
}
