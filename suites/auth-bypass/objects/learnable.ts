import type { Identity } from "../../../src/model/identity.ts";
import { isObject } from "../../../src/model/json.ts";
import type { Scene } from "../../../src/model/scene.ts";
import type { Subject } from "../../../src/model/subject.ts";
import type { Tool } from "../../../src/model/surface.ts";
import { nameWords, readingWords } from "../../../src/oracle/tool-words.ts";
import { changesNothing } from "../../changes-nothing.ts";
import { provableTools } from "../people/call.ts";
import { users } from "../people/people.ts";
import { namesFor } from "./ids-in.ts";
import { areStrangers, hasNoMoreThan } from "./peers.ts";
import { thingOf } from "./thing-of.ts";

/** A tool that gives one object by its id, with what it takes to learn an id of one user and to ask for it as another one. */
export interface Learnable {
  readonly tool: string;
  readonly param: string;
  readonly user: Identity;
  readonly other: Identity;
  /** Tools that may list such objects; both users are shown them. */
  readonly listings: readonly string[];
  /** Other tools that take the same id; both users are shown them. */
  readonly siblings: readonly { readonly tool: string; readonly param: string }[];
}

/** Tools that are asked, listings of one that are read, and siblings. */
const mostTools = 24;
const mostListings = 2;
const mostSiblings = 2;

/**
 * Tools of which nobody was given an object by the owner, and that some list of the server leads to; each with two users of one
 * organisation, and with two of different ones, where there are.
 */
export function learnables(scene: Scene): readonly Learnable[] {
  const people = users(scene);
  const declared = new Set(people.flatMap(({ samples }) => Object.keys(samples)));
  const found = new Map<string, Learnable>();
  for (const user of people) {
    const others = people.filter((one) => one !== user && hasNoMoreThan(one, user));
    const tools = byIdTools(scene, user).filter(({ tool }) => !declared.has(tool));
    for (const { tool, param } of tools) {
      for (const other of others) {
        const key = `${tool} ${areStrangers(user, other)}`;
        const one = found.has(key) ? undefined : learnable(scene, user, other, tool, param);
        if (one !== undefined) found.set(key, one);
      }
    }
  }
  return [...found.values()].slice(0, mostTools);
}

/** The subject of one; `learnableOf` finds it again. */
export function subjectOf({ tool, param, user, other }: Learnable): Subject {
  return { key: `${tool}.${param} of ${user.name} as ${other.name}`, tool, param, principal: user.name };
}

/** What a subject was made of. */
export function learnableOf(scene: Scene, subject: Subject): Learnable | undefined {
  return learnables(scene).find((one) => subjectOf(one).key === subject.key);
}

function learnable(scene: Scene, user: Identity, other: Identity, tool: string, param: string): Learnable | undefined {
  const shared = new Set(byName(other).keys());
  if (!shared.has(tool)) return undefined;
  const things = new Set([...namesFor(tool, param)].map((name) => name.replace(/_[^_]+$/, "")));
  const lists = provableTools(scene, user).filter((name) => name !== tool && shared.has(name));
  // Those that are about such things first; the ids of others seldom fit.
  const about = lists.filter((name) => things.has(thingOf(name) ?? ""));
  const listings = [...new Set([...about, ...lists.filter((name) => reads(scene, byName(user).get(name)))])];
  if (listings.length === 0) return undefined;
  const same = byIdTools(scene, user).filter(
    (one) =>
      one.tool !== tool &&
      shared.has(one.tool) &&
      [...namesFor(one.tool, one.param)].some((name) => namesFor(tool, param).has(name)),
  );
  return {
    tool,
    param,
    user,
    other,
    listings: listings.slice(0, mostListings),
    siblings: same.slice(0, mostSiblings),
  };
}

/** Tools that only read, and need one argument alone which can be an id. */
function byIdTools(scene: Scene, user: Identity): readonly { readonly tool: string; readonly param: string }[] {
  return [...byName(user).values()].flatMap((tool) => {
    const param = onlyArgument(tool);
    const fits = param !== undefined && namesFor(tool.name, param).size > 0 && scene.drawsFrom(tool.name).length === 0;
    return fits && reads(scene, tool) && scene.mayCall(tool.name) ? [{ tool: tool.name, param }] : [];
  });
}

function onlyArgument({ inputSchema: { required, properties } }: Tool): string | undefined {
  const [name, ...more] = Array.isArray(required) ? required : [];
  if (typeof name !== "string" || more.length > 0 || !isObject(properties)) return undefined;
  const schema = properties[name];
  const type = isObject(schema) ? schema.type : undefined;
  return ["string", "integer", "number", undefined].some((one) => one === type) ? name : undefined;
}

function reads(scene: Scene, tool: Tool | undefined): boolean {
  if (tool === undefined) return false;
  if (changesNothing(scene, tool)) return true;
  return nameWords(tool.name).some((word) => readingWords.has(word));
}

function byName({ admitted }: Identity): ReadonlyMap<string, Tool> {
  return new Map((admitted.ok ? admitted.surface.tools : []).map((tool) => [tool.name, tool]));
}
