import { isObject, type Json, type JsonObject } from "../../model/json.ts";

/** Characters of a reference. */
const longestReference = 1_024;

/** Parts of a document that are searched for an anchor. */
const mostSearched = 5_000;

/** What a `$ref` of this document refers to, as JSON pointer or `$anchor`; undefined for everything outside it. */
export function pointed(root: JsonObject, ref: string): Json | undefined {
  if (ref.length > longestReference) return undefined;
  const { $id } = root;
  const own = typeof $id === "string" && $id !== "" && ref.startsWith($id) ? ref.slice($id.length) || "#" : ref;
  if (!own.startsWith("#")) return undefined;
  if (own !== "#" && !own.startsWith("#/")) return anchored(root, decoded(own.slice(1)));
  let at: Json | undefined = root;
  for (const name of own.slice(1).split("/").slice(1)) {
    const key: string = decoded(name).replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(at)) at = /^\d{1,6}$/.test(key) ? at[Number(key)] : undefined;
    else at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }
  return at;
}

function anchored(root: JsonObject, anchor: string): Json | undefined {
  const queue: Json[] = [root];
  for (const at of queue) {
    if (
      isObject(at) &&
      [at.$anchor, at.$dynamicAnchor, at.$id, at.id].some((id) => id === anchor || id === `#${anchor}`)
    )
      return at;
    if (typeof at !== "object" || at === null) continue;
    for (const name of Object.keys(at)) {
      if (queue.length >= mostSearched) return undefined;
      const inner = (at as Readonly<Record<string, Json | undefined>>)[name];
      if (inner !== undefined) queue.push(inner);
    }
  }
  return undefined;
}

/** A pointer may be percent-encoded, and badly. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
