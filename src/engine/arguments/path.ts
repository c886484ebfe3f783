import type { Json, JsonObject } from "../../model/json.ts";

type Step = string | number;

/** The highest index that a path may hold: a higher one would make an array as long as it says. */
const highestIndex = 64;

/** Reads the value at a path such as `filter.city` or `ids[0]`; undefined where there is none. */
export function readPath(root: JsonObject, path: string): Json | undefined {
  let at: unknown = root;
  for (const step of stepsOf(path)) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<Step, unknown>)[step];
  }
  return at as Json | undefined;
}

/**
 * A copy of `root` with one value changed; objects and arrays on the way are made where they are missing. A path with an
 * index above 64 changes nothing: no parameter is listed with one.
 */
export function placeAt(root: JsonObject, path: string, value: Json): JsonObject {
  const way = stepsOf(path);
  if (way.some((step) => typeof step === "number" && step > highestIndex)) return root;
  return put(root, way, value) as JsonObject;
}

/** Joins a member name to a path; a name that could be read as a path of its own stands in brackets: `["a.b"]`. */
export function member(path: string, name: string): string {
  if (!/^[^.[\]"]+$/.test(name)) return `${path}[${JSON.stringify(name)}]`;
  return path === "" ? name : `${path}.${name}`;
}

function put(at: Json | undefined, rest: readonly Step[], value: Json): Json {
  const [step, ...more] = rest;
  if (step === undefined) return value;
  if (typeof step === "number") {
    const copy = Array.isArray(at) ? [...at] : [];
    copy[step] = put(copy[step], more, value);
    return copy;
  }
  const object = typeof at === "object" && at !== null && !Array.isArray(at) ? (at as JsonObject) : {};
  return { ...object, [step]: put(object[step], more, value) };
}

/** The names and indices that a path leads through. */
export function stepsOf(path: string): readonly Step[] {
  const parts = path.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.[\]]+)/g);
  return [...parts].map(([, index, quoted, name = ""]) =>
    index !== undefined ? Number(index) : quoted !== undefined ? JSON.parse(quoted) : name,
  );
}
