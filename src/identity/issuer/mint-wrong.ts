import type { mintedKinds } from "../../model/forged-kind.ts";
import type { Forged } from "../../model/identity.ts";
import { isObject, type JsonObject } from "../../model/json.ts";
import type { Forgings } from "../forge/kinds.ts";
import { readJwt } from "../forge/read-jwt.ts";
import type { MintOptions } from "./mint.ts";
import { nobody, somebodyElse } from "./somebody-else.ts";
import type { TestIssuer } from "./test-issuer.ts";

/** A kind of token that is signed as it should be, and is not to be accepted, or not for everything. */
export type WrongMint = (typeof mintedKinds)[number];

/** What a wrong token departs from. */
export interface MintWrong {
  /** As `mint` takes them, of a user that the server knows. */
  readonly claims: JsonObject;
  readonly how?: MintOptions;
  /** A subject that the server does not know. */
  readonly stranger: string;
  /** The tenant of the user and another one; kinds of another tenant need both. */
  readonly tenants?: { readonly own: string; readonly other: string };
}

/** Tokens of the test issuer that are as `mint` makes them, but for one thing each. */
export async function mintWrong(issuer: TestIssuer, kind: WrongMint, start: MintWrong): Promise<Forgings> {
  const { claims, how } = start;
  const usual = readJwt(await issuer.mint(claims, how))?.claims ?? {};
  const wanted = wrong[kind](start, usual);
  if (typeof wanted === "string") return { ok: false, why: wanted };
  const forged = await Promise.all(
    wanted.map(async ({ says, claims: changed = claims, ...options }): Promise<Forged> => {
      return { token: await issuer.mint(changed, { ...how, ...options }), says };
    }),
  );
  return { ok: true, forged };
}

interface Wanted extends MintOptions {
  readonly says: string;
  /** In place of the user's. */
  readonly claims?: JsonObject;
}

/** Tells from the start, and from the claims of the usual token, what to mint; a phrase where there is nothing to. */
type Wrong = (start: MintWrong, usual: JsonObject) => readonly Wanted[] | string;

/** Far beyond the tolerance for clocks that servers allow. */
const hour = 3600;
const elsewhere = "https://elsewhere.example";

const wrong: Readonly<Record<WrongMint, Wrong>> = {
  expired: () => [{ expiresIn: -hour, says: "that expired an hour ago" }],
  "not-yet-valid": () => [{ notBefore: hour, expiresIn: 2 * hour, says: "that is not valid for another hour" }],
  "other-audience": (_start, usual) =>
    usual.aud === undefined
      ? // The provider names no audience, and the client stands in for it, wherever it was named.
        [{ written: elsewhereIn(usual), says: "issued to a client of another server" }]
      : [
          { audience: elsewhere, says: "made for another server" },
          { without: ["aud"], says: "that does not say for which server it was made" },
        ],
  "other-issuer": () => [
    { issuer: elsewhere, says: "that names another issuer" },
    { without: ["iss"], says: "that names no issuer" },
  ],
  userless: ({ claims }) => [{ claims: nobody(claims), service: true, says: "of a client, with no user behind it" }],
  "unknown-user": ({ claims, stranger }) => [
    { claims: somebodyElse(claims, stranger), says: "of a user that the server cannot know" },
  ],
  "malformed-subject": ({ claims, stranger }) => {
    // The subject alone is to decide: nothing else in the token may name the user.
    const of = (sub: JsonObject[string]): JsonObject => ({ ...nobody(claims), sub });
    return [
      { claims: of(undefined), says: "without a subject" },
      { claims: of(""), says: "with an empty subject" },
      { claims: of(null), says: "of which the subject is null" },
      { claims: of([claims.sub ?? "", stranger]), says: "of which the subject is an array of two" },
      {
        // RFC 7519 section 4: a parser that does not refuse this has to take the last, which is the stranger.
        claims: somebodyElse(claims, stranger),
        written: (payload) => `{"sub":${JSON.stringify(claims.sub ?? "")},${JSON.stringify(payload).slice(1)}`,
        says: "that names the user first and then, as its subject too, somebody unknown",
      },
    ];
  },
  "other-tenant": (start, usual) => {
    const moved = inOtherTenant(start, usual);
    return typeof moved === "string" ? moved : [{ claims: moved, says: "of the same user in another tenant" }];
  },
  "unknown-user-other-tenant": (start, usual) => {
    const moved = inOtherTenant(start, usual);
    if (typeof moved === "string") return moved;
    return [{ claims: somebodyElse(moved, start.stranger), says: "of an unknown user in another tenant" }];
  },
  "roles-renamed": (_start, usual) =>
    drift(usual, (granting) => ({
      renamed: Object.fromEntries(granting.map((name) => [name, `${name}_v2`])),
      says: `of which ${granting.join(" and ")} got another name`,
    })),
  "roles-retyped": (_start, usual) =>
    drift(usual, (granting) => ({
      retyped: granting,
      says: `of which ${granting.join(" and ")} changed between list and text`,
    })),
  "without-scopes": ({ claims: { scope: _scope, scp: _scp, ...claims } }) => [
    { claims: { ...claims, scopes: ["openid"] }, says: "of the same user, for no scope but openid" },
  ],
};

function inOtherTenant({ claims, tenants }: MintWrong, usual: JsonObject): JsonObject | string {
  if (tenants === undefined) return "no other tenant is known";
  const { own, other } = tenants;
  if (!Object.values(usual).includes(own)) return "the token does not name the tenant";
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [name, value === own || name === "tenant" ? other : value]),
  );
}

/** Claims that name the client. */
const clients = ["client_id", "azp", "cid", "appid"];

function elsewhereIn(usual: JsonObject): NonNullable<MintOptions["written"]> {
  const named = Object.fromEntries(clients.filter((name) => name in usual).map((name) => [name, "elsewhere"]));
  return (payload) => JSON.stringify({ ...payload, ...named });
}

/** Claims that grant something, as providers call them. */
const grants = ["roles", "role", "groups", "cognito:groups", "permissions", "scp", "scope", "entitlements", "wids"];

function drift(usual: JsonObject, make: (granting: readonly string[]) => Wanted): readonly Wanted[] | string {
  const granting = Object.keys(usual).filter((name) => grants.includes(name) && !isObject(usual[name]));
  return granting.length > 0 ? [make(granting)] : "no claim of the token grants anything";
}
