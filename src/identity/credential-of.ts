import type { Principal } from "../model/principal.ts";
import { namesCredential } from "./credential-name.ts";

/** Where a principal carries what proves who it is. */
export type CredentialPlace =
  | { readonly in: "bearer" }
  | { readonly in: "header"; readonly name: string }
  | { readonly in: "env"; readonly name: string };

/** The credential itself, and where it is carried; undefined where a principal has none. */
export interface Credential {
  readonly place: CredentialPlace;
  readonly value: string;
}

/** Where a principal carries its credential, and where one in its place goes. */
export function placeOf(principal: Principal): CredentialPlace {
  const { token, tokenIn } = principal;
  if (token === undefined) return fixedCredential(principal)?.place ?? { in: "bearer" };
  if (tokenIn === undefined) return { in: "bearer" };
  return "header" in tokenIn ? { in: "header", name: tokenIn.header } : { in: "env", name: tokenIn.env };
}

const bearer = /^Bearer\s+(\S+)$/i;
const jwt = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/**
 * The credential among fixed headers and environment: a bearer token before any other, then what is named like a secret. A
 * principal with a token source is asked there.
 */
export function fixedCredential({ headers, env }: Pick<Principal, "headers" | "env">): Credential | undefined {
  const [, token] = bearer.exec(headers.authorization ?? "") ?? [];
  if (token !== undefined) return { place: { in: "bearer" }, value: token };
  const header = Object.entries(headers).find(([name]) => name === "authorization" || namesCredential(name));
  if (header !== undefined) return { place: { in: "header", name: header[0] }, value: header[1] };
  const variable = Object.entries(env).find(([name, value]) => namesCredential(name) || jwt.test(value));
  return variable && { place: { in: "env", name: variable[0] }, value: variable[1] };
}
