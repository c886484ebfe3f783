import { HarnessError } from "../model/errors.ts";
import type { Forged, Who } from "../model/identity.ts";
import { anonymous, type Principal } from "../model/principal.ts";
import { type CredentialPlace, fixedCredential, placeOf } from "./credential-of.ts";

/** All that one request, or a session, shows of who makes it. */
export interface Guise {
  readonly headers: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  /** Added to the query of the URL; empty for nothing. */
  readonly query: string;
}

/** A guise, or one phrase on why there is none: its provider gave no token. */
export type Dressed = { readonly ok: true; readonly guise: Guise } | { readonly ok: false; readonly why: string };

/** Dresses up as somebody: with the credentials of a principal, with others in their place, or with none. */
export async function dress(who: Who, principals: readonly Principal[], signal: AbortSignal): Promise<Dressed> {
  const principal = [...principals, anonymous].find(({ name }) => name === who.principal);
  if (principal === undefined) throw unknown(who.principal);
  const { headers, env } = principal;
  const bare = who.forged === undefined ? { headers, env } : without(principal);
  const worn = await credential(who.forged, principal, signal);
  if (typeof worn === "string") return { ok: false, why: worn };
  const shown = worn === undefined ? { ...bare, query: "" } : put(worn, bare, who.sentAs);
  return { ok: true, guise: { ...shown, headers: { ...shown.headers, ...lowered(who.headers ?? {}) } } };
}

interface Worn {
  readonly place: CredentialPlace;
  readonly value: string;
}

/** What is put on beside the fixed parts; undefined where these say it all, a phrase where there is no token. */
async function credential(
  forged: Forged | null | undefined,
  principal: Principal,
  signal: AbortSignal,
): Promise<Worn | undefined | string> {
  if (forged === null) return undefined;
  if (forged !== undefined) return { place: placeOf(principal), value: forged.token };
  if (principal.token === undefined) return fixedCredential(principal);
  const issued = await principal.token.get(signal);
  return issued.ok ? { place: placeOf(principal), value: issued.token } : issued.why;
}

function put({ place, value }: Worn, { headers, env }: Omit<Guise, "query">, sentAs: Who["sentAs"]): Guise {
  if (place.in === "env") return { headers, env: { ...env, [place.name]: value }, query: "" };
  if (place.in === "header") return { headers: { ...headers, [place.name]: value }, env, query: "" };
  const { authorization: _removed, ...others } = headers;
  if (sentAs === "query") return { headers: others, env, query: `access_token=${encodeURIComponent(value)}` };
  const scheme = sentAs === undefined ? "Bearer" : schemes[sentAs];
  return { headers: { ...headers, authorization: `${scheme} ${value}` }, env, query: "" };
}

/** Any other scheme than the one that a bearer token has. */
const schemes = { "lower-case-scheme": "bearer", "other-scheme": "Token" } as const;

/** A principal without its credential: what else it sends stays. */
function without(principal: Principal): Omit<Guise, "query"> {
  const place = placeOf(principal);
  const drop = (from: Readonly<Record<string, string>>, name: string) =>
    Object.fromEntries(Object.entries(from).filter(([key]) => key !== name));
  const { headers, env } = principal;
  if (place.in === "env") return { headers, env: drop(env, place.name) };
  return { headers: drop(headers, place.in === "header" ? place.name : "authorization"), env };
}

function lowered(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function unknown(name: string): HarnessError {
  return new HarnessError("harness-bug", `There is no principal ${JSON.stringify(name)}.`, "Report this.");
}
