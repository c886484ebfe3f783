import { canonical } from "../../model/canonical.ts";
import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { jsonType } from "./merge.ts";
import { pointed } from "./pointer.ts";
import { formats } from "./text/formats.ts";
import { matches } from "./text/pattern.ts";

/** Comparisons of one question, and of all that are asked of one document; a schema that takes more is not judged any further. */
const mostSteps = 20_000;
const mostStepsInAll = 200_000;
const deepest = 40;

/** Tells whether a value breaks no rule of a schema that can be looked at; in doubt it says true. */
export type Satisfies = (schema: Json | undefined, value: Json) => boolean;

/** A judge for the schemas of one document. It is bounded in steps, not complete: `unevaluatedProperties` and foreign references are not looked at. */
export function satisfier(root: JsonObject): Satisfies {
  let leftInAll = mostStepsInAll;
  return (schema, value) => {
    let left = Math.min(mostSteps, leftInAll);
    leftInAll -= left;

    const holds = (raw: Json | undefined, at: Json, depth: number): boolean => {
      if (raw === false) return false;
      if (!isObject(raw) || depth > deepest || left-- <= 0) return true;
      return (
        Object.keys(raw).every((word) => {
          const rule = rules[word];
          return rule === undefined || raw[word] === undefined || rule(raw[word], at, raw);
        }) && applied(raw, at, depth + 1)
      );
    };

    /** The keywords that hold other schemas. */
    const applied = (raw: JsonObject, at: Json, depth: number): boolean => {
      const of = (inner: Json | undefined): boolean => holds(inner, at, depth);
      const { $ref, $dynamicRef, allOf, anyOf, oneOf, not, if: when, then, else: otherwise } = raw;
      for (const reference of [$ref, $dynamicRef]) {
        if (typeof reference === "string" && !of(pointed(root, reference))) return false;
      }
      if (Array.isArray(allOf) && !allOf.every(of)) return false;
      if (Array.isArray(anyOf) && !anyOf.some(of)) return false;
      if (Array.isArray(oneOf) && oneOf.filter(of).length !== 1) return false;
      if (not !== undefined && of(not)) return false;
      if (when !== undefined && !of(of(when) ? then : otherwise)) return false;
      if (Array.isArray(at)) return ofItems(raw, at, depth);
      return isObject(at) ? ofMembers(raw, at, depth) : true;
    };

    const ofItems = (raw: JsonObject, at: readonly Json[], depth: number): boolean => {
      // Until draft 2019-09 a list of `items` was what `prefixItems` is now.
      const listed = Array.isArray(raw.items) ? raw.items : raw.prefixItems;
      const first: readonly Json[] = Array.isArray(listed) ? listed : [];
      const rest = Array.isArray(raw.items) ? raw.additionalItems : raw.items;
      if (!at.every((item, index) => holds(first[index] ?? rest, item, depth))) return false;
      if (raw.contains === undefined) return true;
      const found = at.filter((item) => holds(raw.contains, item, depth)).length;
      return found >= (number(raw.minContains) ?? 1) && found <= (number(raw.maxContains) ?? found);
    };

    const ofMembers = (raw: JsonObject, at: JsonObject, depth: number): boolean =>
      Object.entries(at).every(([name, inner = null]) => {
        if (raw.propertyNames !== undefined && !holds(raw.propertyNames, name, depth)) return false;
        const named = isObject(raw.properties) && Object.hasOwn(raw.properties, name) ? [raw.properties[name]] : [];
        const patterns = isObject(raw.patternProperties) ? Object.entries(raw.patternProperties) : [];
        const fitting = patterns.filter(([pattern]) => matches(pattern, name)).map(([, one]) => one);
        const known = [...named, ...fitting];
        const schemas = known.length > 0 ? known : [raw.additionalProperties];
        const { dependentSchemas } = raw;
        const also = isObject(dependentSchemas) && Object.hasOwn(dependentSchemas, name) && dependentSchemas[name];
        return schemas.every((one) => holds(one, inner, depth)) && (also === false || holds(also, at, depth));
      });

    const held = holds(schema, value, 0);
    leftInAll += Math.max(0, left);
    return held;
  };
}

type Rule = (said: Json, value: Json, schema: JsonObject) => boolean;

/** The keywords that need nothing but the value. */
const rules: Readonly<Record<string, Rule>> = {
  type: (said, value) => {
    const types = Array.isArray(said) ? said : [said];
    const own = jsonType(value);
    return types.includes(own) || (own === "integer" && types.includes("number"));
  },
  enum: (said, value) => !Array.isArray(said) || choices(said).has(canonical(value)),
  const: (said, value) => same(said, value),
  minimum: numeric((said, value) => value >= said),
  exclusiveMinimum: numeric((said, value) => value > said),
  maximum: numeric((said, value) => value <= said),
  exclusiveMaximum: numeric((said, value) => value < said),
  multipleOf: numeric((said, value) => said <= 0 || Number.isInteger(value / said)),
  minLength: sized(
    (value) => typeof value === "string" && [...value].length,
    (said, size) => size >= said,
  ),
  maxLength: sized(
    (value) => typeof value === "string" && [...value].length,
    (said, size) => size <= said,
  ),
  minItems: sized(
    (value) => Array.isArray(value) && value.length,
    (said, size) => size >= said,
  ),
  maxItems: sized(
    (value) => Array.isArray(value) && value.length,
    (said, size) => size <= said,
  ),
  minProperties: sized(
    (value) => isObject(value) && Object.keys(value).length,
    (said, size) => size >= said,
  ),
  maxProperties: sized(
    (value) => isObject(value) && Object.keys(value).length,
    (said, size) => size <= said,
  ),
  pattern: (said, value) => typeof said !== "string" || typeof value !== "string" || matches(said, value) !== false,
  format: (said, value) => typeof value !== "string" || (formats.get(String(said))?.shape.test(value) ?? true),
  uniqueItems: (said, value) =>
    said !== true || !Array.isArray(value) || new Set(value.map((one) => canonical(one))).size === value.length,
  required: (said, value) =>
    !isObject(value) || !Array.isArray(said) || said.every((name) => Object.hasOwn(value, String(name))),
  dependentRequired: dependent,
  dependencies: dependent,
};

function dependent(said: Json, value: Json): boolean {
  if (!isObject(said) || !isObject(value)) return true;
  return Object.entries(said).every(
    ([name, needed]) =>
      !Object.hasOwn(value, name) ||
      !Array.isArray(needed) ||
      needed.every((other) => Object.hasOwn(value, String(other))),
  );
}

/** The values of an `enum`, told apart; one list is asked about again and again. */
function choices(list: readonly Json[]): ReadonlySet<string> {
  const known = listed.get(list) ?? new Set(list.map(canonical));
  listed.set(list, known);
  return known;
}

const listed = new WeakMap<readonly Json[], ReadonlySet<string>>();

function numeric(holds: (said: number, value: number) => boolean): Rule {
  return (said, value) => typeof said !== "number" || typeof value !== "number" || holds(said, value);
}

function sized(size: (value: Json) => number | false, holds: (said: number, size: number) => boolean): Rule {
  return (said, value) => {
    const own = size(value);
    return typeof said !== "number" || own === false || holds(said, own);
  };
}

function number(value: Json | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

/** What JSON Schema calls equal, whatever the order of members. */
function same(a: Json, b: Json): boolean {
  return canonical(a) === canonical(b);
}
