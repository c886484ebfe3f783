import type { Identity } from "../../../src/model/identity.ts";
import type { Scene } from "../../../src/model/scene.ts";

/** What the owner expects not to be in the list of one principal. */
export interface Beyond {
  /** True where the owner said anything that its list can be held to. */
  readonly said: boolean;
  /** Left out by `expect.list`. */
  readonly leftOut: readonly string[];
  /** Denied by `expect.deny`. */
  readonly denied: readonly string[];
  /** True where what is denied must not be listed either. */
  readonly byRole: boolean;
}

/** Of all tools that anybody is shown; pure. */
export function beyondFor({ identities, surface, promises }: Scene, identity: Identity): Beyond {
  const shown = identities.flatMap(({ admitted }) => (admitted.ok ? admitted.surface.tools : []));
  const names = [...new Set([...surface.tools, ...shown].map(({ name }) => name))];
  const leftOut = names.filter((name) => identity.expectedInList(name) === false);
  // Where one list is promised to all, that a denied tool is in it is as it should be.
  const one = promises.exposure === "public" || promises.exposure === "authenticated";
  const denied = one ? [] : names.filter((name) => identity.expected(name) === "deny" && !leftOut.includes(name));
  const listSaid = names.some((name) => identity.expectedInList(name) !== undefined);
  return { said: listSaid || denied.length > 0, leftOut, denied, byRole: promises.exposure === "by-role" };
}
