import type { Json, JsonObject } from "../../model/json.ts";

/** A user as no provider in particular knows it. Loosely typed, so that wrong values can be minted too. */
export interface Person {
  readonly sub: Json | undefined;
  readonly name: Json | undefined;
  readonly email: Json | undefined;
  readonly groups: Json | undefined;
  readonly roles: Json | undefined;
  /** The organisation: directory, hosted domain, customer. */
  readonly tenant: Json | undefined;
  readonly scopes: Json | undefined;
}

/** Takes the neutral members out of claims; what is left is meant as it is written. */
export function readPerson(claims: JsonObject): { readonly person: Person; readonly rest: JsonObject } {
  const { sub, name, email, groups, roles, tenant, scopes, ...rest } = claims;
  return { person: { sub, name, email, groups, roles, tenant, scopes }, rest };
}

/** As an array: a string with spaces becomes its words. Anything else stays what it is. */
export function asList(value: Json | undefined): Json | undefined {
  return typeof value === "string" ? value.split(" ").filter((word) => word !== "") : value;
}

/** As one string with spaces between the words. Anything else stays what it is. */
export function asWords(value: Json | undefined): Json | undefined {
  return Array.isArray(value) ? value.join(" ") : value;
}
