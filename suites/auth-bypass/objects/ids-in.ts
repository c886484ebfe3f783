import { isObject, type Json } from "../../../src/model/json.ts";
import type { Reply } from "../../../src/model/reply.ts";
import { nameWords } from "../../../src/oracle/tool-words.ts";
import { documentsOf } from "./documents.ts";
import { singular, thingOf } from "./thing-of.ts";

/** What names one object among others of its kind. */
export type ObjectId = string | number;

/** The last words of arguments that name one object. */
const naming = new Set("id key name number no uuid guid ref slug code identifier handle path file uri".split(" "));
/** Names that mean something only with the thing they belong to: the `id` of a note is not that of an order. */
const vague = new Set("id key name no number uuid guid ref slug code identifier".split(" "));
/** What wraps a list is not what the list is about. */
const wrappers = new Set(
  "row item result data record list content entry value response output page collection".split(" "),
);
const deepest = 6;
const mostParts = 2_000;
const longestId = 200;

/**
 * The values that the reply of `listing` gives for an argument of `tool`: those under the same name, or under `id` where the list
 * is of what the tool is about. In their order, each once.
 */
export function idsIn(reply: Reply, listing: string, tool: string, param: string): readonly ObjectId[] {
  const wanted = namesFor(tool, param);
  const found = new Set<ObjectId>();
  let left = mostParts;
  const note = (names: readonly string[], value: Json): void => {
    const fits = typeof value === "string" ? value !== "" && value.length <= longestId : Number.isSafeInteger(value);
    if (fits && names.some((name) => wanted.has(name))) found.add(value as ObjectId);
  };
  const walk = (value: Json, of: string | undefined, depth: number): void => {
    if (left-- <= 0 || depth > deepest) return;
    if (Array.isArray(value)) {
      for (const item of value) {
        if (typeof item === "object") walk(item, of, depth + 1);
        else if (of !== undefined) note([of, `${of}_id`], item);
      }
    } else if (isObject(value)) {
      for (const [name, inner = null] of Object.entries(value)) {
        const key = keyOf(name);
        if (typeof inner === "object") walk(inner, wrappers.has(key) ? of : key, depth + 1);
        else note([vague.has(key) ? "" : key, of === undefined ? "" : `${of}_${key}`], inner);
      }
    }
  };
  for (const document of documentsOf(reply)) walk(document, thingOf(listing), 0);
  return [...found];
}

/**
 * Names under which a value for an argument stands: `order_id` for `order_id`, `order`, and the `id` of `get_order`; none for
 * arguments that do not name an object, such as `text`.
 */
export function namesFor(tool: string, param: string): ReadonlySet<string> {
  const key = keyOf(param);
  const thing = thingOf(tool);
  if (vague.has(key)) return new Set(thing === undefined ? [] : [`${thing}_${key}`]);
  const last = nameWords(param).at(-1) ?? "";
  return new Set(naming.has(singular(last)) || key === thing ? [key, `${key}_id`] : []);
}

function keyOf(name: string): string {
  const words = nameWords(name.slice(0, 100));
  return [...words.slice(0, -1), singular(words.at(-1) ?? "")].join("_");
}
