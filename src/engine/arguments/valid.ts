import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { numbersFor } from "./numbers.ts";
import { satisfier } from "./satisfies.ts";
import { maxProperties, maxSchemaDepth, properties, required, schemaReader, typeOf } from "./schema.ts";
import { soundsHarmless } from "./text/harmless.ts";
import { textsNamed } from "./text/texts.ts";

/** Values that the server itself was seen to use under a name, best first. */
export type KnownValues = (name: string) => readonly Json[];

/** Nothing was learnt. */
export const nothingKnown: KnownValues = () => [];

/** Characters of JSON that values given by a schema may take up in one call: references can repeat a long one without end. */
const mostGiven = 64 * 1024;
/** Values that are tried for one call. */
const mostTried = 4_000;
/** Items an array gets at the most, whatever its schema asks for. */
const mostItems = 64;
/** From this depth on the simplest way to satisfy a schema comes first: it may refer to itself. */
const simpleDepth = 4;

/** Arguments that satisfy a schema, as far as it can be satisfied: what it requires, and nothing else where that is enough. */
export function validArguments(schema: JsonObject, known: KnownValues): JsonObject {
  const reader = schemaReader(schema);
  const satisfies = satisfier(schema);
  let given = mostGiven;
  let left = mostTried;

  const make = (raw: Json | undefined, name: string, depth: number, unlike: readonly string[] = []): Json => {
    let fallback: Json | undefined;
    const ways = reader.ways(raw);
    for (const way of depth < simpleDepth ? ways : simplestFirst(ways)) {
      for (const value of candidates(way, name, depth)) {
        if (unlike.includes(JSON.stringify(value))) continue;
        left -= 1;
        if (satisfies(raw, value)) return value;
        fallback ??= value;
        if (left <= 0) return fallback;
      }
    }
    return fallback ?? null;
  };

  function* candidates(way: JsonObject, name: string, depth: number): Generator<Json> {
    const { const: only, default: preset, examples, enum: allowed } = way;
    for (const value of [only, ...presets(preset), ...list(examples)])
      if (value !== undefined && room(value)) yield value;
    if (!isOpen(typeOf(way))) for (const value of known(name)) yield value;
    const choices = list(allowed).slice(0, maxProperties);
    for (const value of [...choices.filter(soundsHarmless), ...choices]) if (room(value)) yield value;
    if (preset !== undefined && room(preset)) yield preset;
    for (const type of typesOf(way)) yield* ofType(type, way, name, depth);
  }

  function* ofType(type: string, way: JsonObject, name: string, depth: number): Generator<Json> {
    const deep = depth >= maxSchemaDepth;
    if (type === "null") yield null;
    else if (type === "boolean") yield* [false, true];
    else if (type === "integer" || type === "number") yield* numbersFor(way, name, type === "integer");
    else if (type === "array") yield* deep ? [[]] : arrays(way, name, depth);
    else if (type === "object") yield* deep ? [{}] : objects(way, depth);
    else yield* textsNamed(way, name);
  }

  function* objects(way: JsonObject, depth: number): Generator<Json> {
    const all = new Map(properties(way));
    const member = (name: string): [string, Json] => [name, make(all.get(name) ?? otherMember(way), name, depth + 1)];
    const made = new Map(withDependents(way, depth === 0 ? wantedOf(way) : required(way)).map(member));
    yield Object.fromEntries(made);
    const least = typeof way.minProperties === "number" ? Math.min(way.minProperties, mostItems) : 0;
    const others = [...all.keys(), ...Array.from({ length: least }, (_, at) => `gauntlet${at + 1}`)];
    for (const name of others) {
      if (made.size >= least) break;
      if (!made.has(name)) made.set(...member(name));
    }
    yield Object.fromEntries(made);
    // Rules between members, such as a branch that is told by what is there, may want one of the optional ones.
    for (const name of all.keys()) {
      if (left <= 0 || made.has(name)) continue;
      yield Object.fromEntries([...made, member(name)]);
    }
  }

  function* arrays(way: JsonObject, name: string, depth: number): Generator<Json> {
    const listed = list(Array.isArray(way.items) ? way.items : way.prefixItems);
    const rest = Array.isArray(way.items) ? way.additionalItems : way.items;
    const most = typeof way.maxItems === "number" ? way.maxItems : mostItems;
    const least = typeof way.minItems === "number" ? way.minItems : Math.max(1, listed.length);
    const wanted = typeof way.minContains === "number" ? way.minContains : 1;
    const inside = way.contains === undefined ? 0 : Math.min(wanted, mostItems);
    const build = (length: number): Json[] => {
      const items: Json[] = [];
      for (let at = 0; at < length && left > 0; at += 1) {
        const contained = way.contains !== undefined && at >= listed.length && at < listed.length + inside;
        const schema = contained ? both(way.contains, rest) : (listed[at] ?? rest);
        const unlike = way.uniqueItems === true ? items.map((item) => JSON.stringify(item)) : [];
        items.push(make(schema, name, depth + 1, unlike));
      }
      return items;
    };
    const length = Math.max(Math.min(least, mostItems), inside > 0 ? listed.length + inside : 0);
    yield build(Math.min(length, most, mostItems));
    yield [];
  }

  /** True while values given by the schema still have room in this call. */
  const room = (value: Json): boolean => {
    const size = JSON.stringify(value).length;
    if (size > given) return false;
    given -= size;
    return true;
  };

  const made = make(schema, "", 0);
  return isObject(made) ? made : {};
}

/** A default that says nothing comes after what else is known. */
function presets(preset: Json | undefined): readonly Json[] {
  return preset === undefined || preset === "" || preset === null ? [] : [preset];
}

/** A tool with one argument and no word on whether it is required cannot do without it. */
function wantedOf(way: JsonObject): readonly string[] {
  const [only, ...others] = properties(way);
  return way.required === undefined && only !== undefined && others.length === 0 ? [only[0]] : required(way);
}

/** What a member takes that is not listed. */
function otherMember(way: JsonObject): Json {
  const [pattern] = isObject(way.patternProperties) ? Object.values(way.patternProperties) : [];
  return isObject(way.additionalProperties) ? way.additionalProperties : (pattern ?? {});
}

/** The required members and those that they require in turn. */
function withDependents(way: JsonObject, names: readonly string[]): readonly string[] {
  const wanted = new Set(names);
  for (const dependents of [way.dependentRequired, way.dependencies]) {
    if (!isObject(dependents)) continue;
    // A set that grows while it is walked: what is added is walked too.
    for (const name of wanted) {
      if (wanted.size > maxProperties) break;
      for (const other of list(dependents[name])) if (typeof other === "string") wanted.add(other);
    }
  }
  return [...wanted];
}

function typesOf(way: JsonObject): readonly string[] {
  const named = list(way.type).filter((type): type is string => typeof type === "string");
  const types = named.length > 0 ? named : [typeOf(way)];
  return [...types.filter((type) => type !== "null"), ...types.filter((type) => type === "null")].slice(0, 8);
}

function simplestFirst(ways: readonly JsonObject[]): readonly JsonObject[] {
  const weight = (way: JsonObject): number => ["null", "boolean", "string", "unknown"].indexOf(typeOf(way)) >>> 0;
  return [...ways].sort((a, b) => weight(a) - weight(b));
}

function both(a: Json | undefined, b: Json | undefined): Json {
  return b === undefined || b === true ? (a ?? {}) : { allOf: [a ?? {}, b] };
}

function isOpen(type: string): boolean {
  return type === "object" || type === "array";
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
