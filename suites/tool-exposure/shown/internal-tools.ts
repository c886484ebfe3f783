import type { Identity } from "../../../src/model/identity.ts";
import type { Scene } from "../../../src/model/scene.ts";
import type { Tool } from "../../../src/model/surface.ts";
import { nameWords } from "../../../src/oracle/tool-words.ts";
import { whyInternal } from "./internal-words.ts";
import { rolesIn } from "./roles-in.ts";

/** Where more of its tools than this share sound so, such tools are what the server is for. */
const mostShare = 0.25;
const high = /admin|root|owner|super|operator|maintain|develop|staff|engineer|sre|ops/i;

/**
 * Tools for those who run the server that each of those is listed who came in at all, and the least of them, who asks again.
 * Undefined where nobody came in of whom it can be said that they do not run the server.
 */
export function internalTools(scene: Scene): { readonly asker: string; readonly tools: readonly Tool[] } | undefined {
  const inside = scene.identities.filter(({ admitted }) => admitted.ok);
  if (scene.surface.transport === "stdio" && !inside.some(({ credentials }) => credentials)) return undefined;
  const low = inside.filter((identity) => !runsServer(identity));
  // Nobody comes last, and is the least of all.
  const asker = low.at(-1);
  if (asker === undefined) return undefined;
  const lists = inside.map(({ admitted }) => (admitted.ok ? admitted.surface.tools : []));
  const [every = [], ...others] = lists;
  if (every.length === 0) return undefined;
  const server = new Set(nameWords(scene.surface.server.name));
  const tools = every
    .filter(({ name }) => others.every((list) => list.some((tool) => tool.name === name)))
    .filter(({ name }) => !spokenOf(asker, name) && !nameWords(name).every((word) => server.has(word)))
    .filter((tool) => whyInternal(tool) !== undefined);
  return { asker: asker.name, tools: tools.length > mostShare * every.length ? [] : tools };
}

/** What the config says of a tool and its caller is held against the list by another check. */
function spokenOf(asker: Identity, tool: string): boolean {
  return asker.expected(tool) !== undefined || asker.expectedInList(tool) !== undefined;
}

/** By its name or the roles in its token. */
function runsServer({ name, claims }: Identity): boolean {
  return high.test(name) || rolesIn(claims ?? {}).some((role) => high.test(role));
}
