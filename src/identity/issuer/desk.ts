import type { JsonObject } from "../../model/json.ts";
import type { Account } from "./accounts.ts";
import type { MintOptions } from "./mint.ts";
import type { Store } from "./store.ts";

/** For whom, and for what, tokens are given out. */
export interface Grant {
  /** Undefined where the client acts for itself. */
  readonly account: Account | undefined;
  readonly clientId: string;
  /** As it was asked for; undefined where it was not. */
  readonly scope: string | undefined;
  /** The resource or audience that was asked for. */
  readonly audience: string | undefined;
  readonly nonce: string | undefined;
}

/** A code that waits to be exchanged. */
export interface Code extends Grant {
  readonly redirectUri: string;
  /** S256 of the verifier. */
  readonly challenge: string;
  readonly until: number;
}

/** A refresh token; those of one sign-in share a family, which ends when one of them is used twice. */
export interface Refresh extends Grant {
  readonly family: string;
  readonly used: boolean;
}

/** What the endpoints of the issuer share. */
export interface Desk {
  readonly url: string;
  readonly codes: Store<Code>;
  readonly refreshes: Store<Refresh>;
  /** The account by its subject, name or e-mail address. Without accounts anybody is one. */
  account(who: string): Account | undefined;
  /** The account of somebody who did not say who it is. */
  firstAccount(): Account;
  mint(claims: JsonObject, options?: MintOptions): Promise<string>;
  /** The claims of a token that this issuer made and that is good now; undefined for any other. */
  valid(token: string): Promise<JsonObject | undefined>;
  revoke(token: string): void;
  /** Seconds since 1970, by the issuer's clock. */
  seconds(): number;
}
