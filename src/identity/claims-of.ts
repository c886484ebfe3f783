import { decodeJwt } from "jose";
import type { JsonObject } from "../model/json.ts";
import type { Principal } from "../model/principal.ts";
import { fixedCredential } from "./credential-of.ts";

/** The token that a principal shows now, bearer or not; undefined where it has none, or its provider gives none. */
export async function tokenOf(principal: Principal, signal: AbortSignal): Promise<string | undefined> {
  if (principal.token === undefined) return fixedCredential(principal)?.value;
  const issued = await principal.token.get(signal);
  return issued.ok ? issued.token : undefined;
}

/** What the token of a principal claims, not verified; undefined where it is no JWT. */
export async function claimsOf(principal: Principal, signal: AbortSignal): Promise<JsonObject | undefined> {
  const token = await tokenOf(principal, signal);
  try {
    return token === undefined ? undefined : (decodeJwt(token) as JsonObject);
  } catch {
    return undefined;
  }
}
