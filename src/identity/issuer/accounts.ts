import type { JsonObject } from "../../model/json.ts";

/** Somebody that the issuer knows. */
export interface Account {
  /** Claims as `mint` takes them; `sub` is the name by which it is known. */
  readonly claims: JsonObject & { readonly sub: string };
  /** Gets no tokens, and what it has is good no more. */
  readonly disabled: boolean;
}

/** Finds an account by subject, name or e-mail address; where none are known, anybody is one. */
export function findAccount(accounts: readonly Account[], who: string): Account | undefined {
  if (accounts.length === 0 && who !== "") return { claims: { sub: who }, disabled: false };
  return accounts.find(({ claims }) => [claims.sub, claims.name, claims.email].includes(who));
}
