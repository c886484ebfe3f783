import { isObject, type Json, type JsonObject } from "../../../src/model/json.ts";

/** The words in claims that are named like roles, one level deep; pure. */
export function rolesIn(claims: JsonObject): readonly string[] {
  const all = Object.entries(claims).flatMap(([name, value]): [string, Json | undefined][] =>
    isObject(value) ? Object.entries(value) : [[name, value]],
  );
  return all
    .filter(([name]) => /(?:^|[^a-z])(?:roles?|groups?|permissions?|scopes?|scp)$/i.test(name))
    .flatMap(([, value]) => (Array.isArray(value) ? value : typeof value === "string" ? value.split(/[\s,]+/) : []))
    .filter((role): role is string => typeof role === "string")
    .sort();
}
