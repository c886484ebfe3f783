import type { Identity } from "../../../src/model/identity.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import type { Scene } from "../../../src/model/scene.ts";
import { rolesIn } from "../shown/roles-in.ts";
import { differences } from "./differences.ts";

export type Peers = readonly [Identity, Identity];

const mostPairs = 5;

/** Users of one role, by their claims or by what the owner expects of them, whose lists differ; pure. */
export function differentPairs(scene: Scene): readonly Peers[] {
  return pairs(scene)
    .filter(([one, other]) => differences(entriesOf(one), entriesOf(other), true).length > 0)
    .slice(0, mostPairs);
}

/** Any two users of one role; undefined where there are none. */
export function firstPair(scene: Scene): Peers | undefined {
  return pairs(scene)[0];
}

/** The two of a subject, by its key. */
export function pairNamed(scene: Scene, key: string): Peers | undefined {
  return pairs(scene).find(([one, other]) => `${one.name} and ${other.name}` === key);
}

/** Each user with the first one of the same role. */
function pairs(scene: Scene): readonly Peers[] {
  const firsts = new Map<string, Identity>();
  const found: Peers[] = [];
  for (const identity of scene.identities) {
    if (!identity.credentials || !identity.admitted.ok) continue;
    const role = roleOf(scene, identity);
    const first = role === undefined ? undefined : firsts.get(role);
    if (first !== undefined) found.push([first, identity]);
    else if (role !== undefined) firsts.set(role, identity);
  }
  return found;
}

/** Undefined where nothing says which role somebody has. */
function roleOf({ identities, surface }: Scene, identity: Identity): string | undefined {
  const tools = identities.flatMap(({ admitted }) => (admitted.ok ? admitted.surface.tools : []));
  const names = [...new Set([...surface.tools, ...tools].map(({ name }) => name))].sort();
  const expected = names.map((name) => [identity.expected(name) ?? null, identity.expectedInList(name) ?? null]);
  const roles = rolesIn(identity.claims ?? {});
  if (roles.length === 0 && expected.every(([call, list]) => call === null && list === null)) return undefined;
  return JSON.stringify([identity.standing, identity.tenant ?? null, roles, expected]);
}

function entriesOf({ admitted }: Identity): readonly JsonObject[] {
  return admitted.ok ? admitted.surface.tools.flatMap(({ entry }) => (entry === undefined ? [] : [entry])) : [];
}
