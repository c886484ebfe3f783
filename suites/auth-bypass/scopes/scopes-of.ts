import type { Identity } from "../../../src/model/identity.ts";
import type { Scene } from "../../../src/model/scene.ts";
import { users } from "../people/people.ts";

/** The scopes that a token names; none where it is no JWT. */
export function scopesOf({ claims = {} }: Identity): readonly string[] {
  const named = [claims.scope, claims.scp].flatMap((value) => (Array.isArray(value) ? value : [value]));
  return named.flatMap((value) => (typeof value === "string" ? value.split(/\s+/).filter((one) => one !== "") : []));
}

/** Users whose token has fewer scopes than that of this one. */
export function usersWithFewer(scene: Scene, user: Identity): readonly Identity[] {
  const all = scopesOf(user);
  return users(scene).filter((other) => {
    const own = scopesOf(other);
    return own.length < all.length && own.every((scope) => all.includes(scope));
  });
}
