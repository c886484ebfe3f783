import { z } from "zod";
import { configSchema } from "../../model/config.ts";
import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { nearest } from "../nearest.ts";

type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;

/** One sentence on the first thing that is wrong: which key, what was expected, what was there; and a hint. */
export function describeIssue(error: z.ZodError, data: unknown): { readonly sentence: string; readonly hint: string } {
  const issue = error.issues[0] && innermost(error.issues[0]);
  if (issue === undefined) return { sentence: "it is not valid", hint: "See docs/configuration.md." };
  const schema = z.toJSONSchema(configSchema) as JsonObject;
  const node = nodeAt(schema, issue.path);
  const key = showPath(issue.path);
  if (issue.code === "unrecognized_keys") return unknownKey(issue.keys[0] ?? "", issue.path, key, node);
  const found = valueAt(data, issue.path);
  const expected = node === undefined ? "something else" : describe(node, schema);
  const there = found === undefined ? "is missing" : `is ${showValue(found, issue.path)}`;
  const sentence = `${key === "" ? "the config" : key} must be ${expected}, but it ${there}`;
  return { sentence, hint: "docs/configuration.md lists every key with its type and an example." };
}

/** Where a value may be one of several things: what is wrong with the one that was meant, if its keys tell which. */
function innermost(issue: Issue): Issue {
  if (issue.code !== "invalid_union") return issue;
  const meant = issue.errors.find((issues) => issues.length > 0 && issues.every(({ path }) => path.length > 0))?.[0];
  return meant === undefined ? issue : innermost({ ...meant, path: [...issue.path, ...meant.path] });
}

function unknownKey(name: string, path: Path, key: string, node: JsonObject | undefined) {
  const known = Object.keys(isObject(node?.properties) ? node.properties : {});
  const guess = nearest(name, known);
  const full = showPath([...path, name]);
  const place = key === "" ? "at the top level" : `in ${key}`;
  return {
    sentence: `${full} is not a key of the config`,
    hint:
      guess === undefined ? `Known keys ${place}: ${known.join(", ")}.` : `Did you mean ${showPath([...path, guess])}?`,
  };
}

/** The schema of one place in the config; undefined where there is none. */
function nodeAt(schema: JsonObject, path: Path): JsonObject | undefined {
  let nodes: JsonObject[] = [schema];
  for (const step of path) nodes = nodes.flatMap((node) => children(node, step));
  return nodes.find((node) => node.type === "object") ?? nodes[0];
}

function children(node: JsonObject, step: PropertyKey): JsonObject[] {
  const options = Array.isArray(node.anyOf) ? node.anyOf.filter(isObject) : [];
  const below = options.flatMap((option) => children(option, step));
  const property = isObject(node.properties) ? node.properties[String(step)] : undefined;
  const next = property ?? (typeof step === "number" ? node.items : node.additionalProperties);
  return isObject(next) ? [next, ...below] : below;
}

function describe(node: JsonObject, root: JsonObject): string {
  if (typeof node.$ref === "string") return "any JSON value";
  if (Array.isArray(node.enum)) return `one of ${node.enum.map((value) => JSON.stringify(value)).join(", ")}`;
  if (node.const !== undefined) return JSON.stringify(node.const);
  if (Array.isArray(node.anyOf)) {
    const options = [...new Set(node.anyOf.filter(isObject).map((option) => describe(option, root)))];
    return options.join(" or ");
  }
  if (node.type === "integer" || node.type === "number") return describeNumber(node);
  if (node.type === "array") return describeList(node, root);
  if (node.type === "string" && node.format === "uri") return "a URL";
  if (node.type === "string" && node.pattern !== undefined) return "a time such as 30s, 500ms or 2m";
  if (node.type === "string") return typeof node.minLength === "number" ? atLeast(node.minLength) : "a string";
  if (node.type === "boolean") return "true or false";
  if (node.type !== "object") return "any JSON value";
  const keys = Object.keys(isObject(node.properties) ? node.properties : {}).filter((key) => key !== "$schema");
  if (keys.length === 0) return "an object";
  return `an object with ${keys.length === 1 ? "the key" : "keys out of"} ${keys.join(", ")}`;
}

function atLeast(length: number): string {
  return length === 1 ? "a string that is not empty" : `a string of at least ${length} characters`;
}

function describeNumber(node: JsonObject): string {
  const kind = node.type === "integer" ? "a whole number" : "a number";
  if (node.exclusiveMinimum === 0) return `${kind} above 0`;
  const limits = typeof node.minimum === "number" && typeof node.maximum === "number";
  return limits ? `${kind} from ${node.minimum} to ${node.maximum}` : kind;
}

function describeList(node: JsonObject, root: JsonObject): string {
  const list = isObject(node.items) && node.items.type === "string" ? "a list of strings" : `a list`;
  if (list === "a list" && isObject(node.items) && node.items.type !== "object") {
    return `a list, each entry ${describe(node.items, root)}`;
  }
  return typeof node.minItems === "number" ? `${list} that is not empty` : list;
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}

/** Strings are only shown where a secret cannot stand. */
function showValue(value: unknown, path: Path): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") {
    const keys = Object.keys(value as Record<string, Json>);
    return keys.length === 0 ? "an empty object" : `an object with ${keys.slice(0, 5).join(", ")}`;
  }
  const mayBeSecret = path.some((step) =>
    ["token", "headers", "env", "url", "value", "samples"].includes(String(step)),
  );
  if (mayBeSecret || typeof value === "function") return `a ${typeof value}`;
  return typeof value === "string" ? `the string ${JSON.stringify(value.slice(0, 60))}` : String(value);
}

function showPath(path: Path): string {
  return path.reduce<string>((shown, step) => {
    if (typeof step === "number") return `${shown}[${step}]`;
    const name = String(step);
    const plain = /^[\w$-]+$/.test(name) ? name : JSON.stringify(name);
    return shown === "" ? plain : `${shown}.${plain}`;
  }, "");
}
