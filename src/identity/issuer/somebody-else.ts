import type { Json, JsonObject } from "../../model/json.ts";

/** Claims by which servers know a user, beside `sub`. */
const names = new Set([
  "oid",
  "uid",
  "user_id",
  "userid",
  "username",
  "cognito:username",
  "preferred_username",
  "nickname",
  "name",
  "given_name",
  "family_name",
  "login",
  "unique_name",
]);
const addresses = new Set(["email", "upn", "mail"]);

/** The same claims of another user: whatever names the person is replaced, and roles, groups and tenant stay. */
export function somebodyElse(claims: JsonObject, subject: string): JsonObject {
  const replaced = (name: string, value: Json | undefined): Json | undefined => {
    if (typeof value !== "string") return value;
    if (name === "sub" || names.has(name) || value === claims.sub) return subject;
    if (addresses.has(name) || value === claims.email) return value.replace(/^[^@]*/, subject);
    return value;
  };
  return {
    ...Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, replaced(name, value)])),
    sub: subject,
  };
}

/** The same claims without whatever names a person. */
export function nobody(claims: JsonObject): JsonObject {
  const kept = Object.entries(claims).filter(
    ([name, value]) =>
      name !== "sub" && !names.has(name) && !addresses.has(name) && (value !== claims.sub || value === undefined),
  );
  return Object.fromEntries(kept);
}
