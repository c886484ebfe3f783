import type { Identity } from "../../../src/model/identity.ts";
import { isObject, type Json } from "../../../src/model/json.ts";

/** Claims that give rights, as providers name them. */
const rights = ["roles", "groups", "cognito:groups", "scope", "scp", "permissions", "entitlements"];

/**
 * True when `other` has no right that `user` lacks, as far as tools that are listed and claims can tell: who has more, such as an
 * admin, may be served rightly what the list of their own does not show.
 */
export function hasNoMoreThan(other: Identity, user: Identity): boolean {
  const shown = new Set(toolsOf(user));
  return (
    toolsOf(other).every((tool) => shown.has(tool)) &&
    rightsOf(other).every((right) => rightsOf(user).includes(right)) &&
    other.standing === user.standing
  );
}

/** True for two users of different organisations, as the owner calls them. */
export function areStrangers(one: Identity, other: Identity): boolean {
  return one.tenant !== undefined && other.tenant !== undefined && one.tenant !== other.tenant;
}

function toolsOf({ admitted }: Identity): readonly string[] {
  return admitted.ok ? admitted.surface.tools.map(({ name }) => name) : [];
}

function rightsOf({ claims = {} }: Identity): readonly string[] {
  const realm = isObject(claims.realm_access) ? claims.realm_access.roles : undefined;
  return [...rights.map((name) => claims[name]), realm].flatMap(words);
}

function words(value: Json | undefined): readonly string[] {
  if (typeof value === "string") return value.split(/[\s,]+/);
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
