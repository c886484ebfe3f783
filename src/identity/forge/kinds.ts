import type { forgedKinds } from "../../model/forged-kind.ts";
import type { Forged } from "../../model/identity.ts";
import type { JsonObject } from "../../model/json.ts";

/** A way to make a wrong token out of a valid one alone; each but `unchanged` has a file of that name beside this one. */
export type TokenForgery = (typeof forgedKinds)[number];

/** The spellings of one kind, never none, each saying what follows "a token …"; or one phrase that tells what is missing. */
export type Forgings =
  | { readonly ok: true; readonly forged: readonly Forged[] }
  | { readonly ok: false; readonly why: string };

/** What the caller may ask of one forgery. */
export interface ForgeOptions {
  /** Laid over the claims of the valid token; kinds that keep the signed part as it is ignore them. */
  readonly claims?: JsonObject;
  /** Where our own key set is served; `kid-url`, `jku` and `x5u` need it. */
  readonly url?: string;
}
