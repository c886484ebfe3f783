import { isObject, type Json, type JsonObject } from "../../model/json.ts";

/** What a refusal says of one argument: what its schema must be like, or that it is not wanted. */
export interface Complaint {
  /** Names on the way to the argument. */
  readonly path: readonly (string | number)[];
  readonly schema: JsonObject | "unwanted";
}

/** Characters of a refusal that are read, and complaints that are heeded. */
const longest = 8_000;
const most = 16;

/** Reads a refusal of arguments as zod, pydantic, ajv and other validators word it; empty where it says nothing of use. */
export function complaintsIn(text: string): readonly Complaint[] {
  const said = text.slice(0, longest);
  const issues = zodIssues(said);
  const all = issues.length > 0 ? issues : [...pydantic(said), ...inWords(said)];
  // The first word on an argument counts.
  const byPlace = new Map(all.toReversed().map((complaint) => [JSON.stringify(complaint.path), complaint]));
  return [...byPlace.values()].toReversed().slice(0, most);
}

/** zod's list of issues as JSON, wherever it stands in the text. */
function zodIssues(text: string): readonly Complaint[] {
  const from = text.search(/\[\s*\{/);
  const to = text.lastIndexOf("]");
  if (from < 0 || to <= from) return [];
  try {
    const list: Json = JSON.parse(text.slice(from, to + 1));
    return Array.isArray(list) ? list.filter(isObject).flatMap(zodIssue) : [];
  } catch {
    return [];
  }
}

function zodIssue(issue: JsonObject): readonly Complaint[] {
  const { code, expected, options, values, keys, minimum, maximum } = issue;
  const at = Array.isArray(issue.path) ? issue.path : [];
  const path = at.filter((step): step is string | number => typeof step === "string" || typeof step === "number");
  const say = (schema: JsonObject): readonly Complaint[] => [{ path, schema }];
  if (code === "unrecognized_keys" && Array.isArray(keys)) {
    return keys.flatMap((key) =>
      typeof key === "string" ? [{ path: [...path, key], schema: "unwanted" as const }] : [],
    );
  }
  const allowed = Array.isArray(options) ? options : values;
  if (Array.isArray(allowed)) return say({ enum: allowed.slice(0, 64) });
  if (code === "too_small" || code === "too_big") return say(sizeOf(issue.origin ?? issue.type, minimum, maximum));
  if (code === "invalid_format" || code === "invalid_string") {
    const format = issue.format ?? issue.validation;
    const pattern = typeof issue.pattern === "string" ? { pattern: issue.pattern.replace(/^\/|\/[a-z]*$/g, "") } : {};
    return say({
      type: "string",
      ...(typeof format === "string" ? { format: format === "datetime" ? "date-time" : format } : {}),
      ...pattern,
    });
  }
  if (code === "invalid_literal" && expected !== undefined) return say({ const: expected });
  return typeof expected === "string" ? say(typed(expected)) : [];
}

function sizeOf(of: Json | undefined, minimum: Json | undefined, maximum: Json | undefined): JsonObject {
  const words = of === "string" ? ["string", "Length"] : of === "array" ? ["array", "Items"] : ["number", "imum"];
  const [type = "number", word = "imum"] = words;
  return {
    type,
    ...(typeof minimum === "number" ? { [`min${word}`]: minimum } : {}),
    ...(typeof maximum === "number" ? { [`max${word}`]: maximum } : {}),
  };
}

/** pydantic: a line with the place, an indented one with the complaint. */
function pydantic(text: string): readonly Complaint[] {
  const pairs = [...text.matchAll(/^([\w.[\]-]{1,200})\n {2}([^\n]{1,400})/gm)];
  return pairs.flatMap(([, place = "", what = ""]): Complaint[] => {
    const path = place.split(".").map((step) => (/^\d{1,4}$/.test(step) ? Number(step) : step));
    if (/unexpected keyword|extra inputs are not permitted/i.test(what)) return [{ path, schema: "unwanted" }];
    if (/field required|missing required|missing_argument/i.test(what)) return [{ path, schema: {} }];
    const schema = wanted(what);
    return schema === undefined ? [] : [{ path, schema }];
  });
}

/** One complaint a sentence, as validators and people write them. */
const sentences: readonly RegExp[] = [
  /'(?<name>[^'\n]{1,80})' is a required property/g,
  /required propert(?:y|ies) '(?<name>[^'\n]{1,80})'/g,
  /missing field `(?<name>[^`\n]{1,80})`/g,
  /missing properties: \[(?<names>[^\]\n]{1,400})\]/g,
  /required (?:argument|parameter|property) ["'](?<name>[^"'\n]{1,80})["']/gi,
  /missing (?:a )?(?:required |mandatory )?(?:parameter|argument|field|property|propertie|input)s?[:\s]+["'`]?(?<names>[\w.-]+(?:["'`]?, ["'`]?[\w.-]+)*)/gi,
  /missing \d+ required (?:positional|keyword-only) arguments?: (?<names>[^\n]{1,200})/g,
  /(?:^|\W)["'`]?(?<name>[A-Za-z][\w.-]{0,60})["'`]?(?: (?:parameter|argument|field))? is (?:required|missing)/g,
  /(?:^|\W)(?:data|args|arguments|params|input)?[/.]?["'`]?(?<name>[A-Za-z][\w.-]{0,60})["'`]?:? (?<what>must be [^\n]{1,300}|should be [^\n]{1,300}|expected [^\n]{1,300})/g,
  /✖ (?<what>[^\n]{1,200})\n\s+→ at (?<name>[\w.[\]]{1,100})/g,
];

function inWords(text: string): readonly Complaint[] {
  const found = sentences.flatMap((sentence) =>
    [...text.matchAll(sentence)].flatMap(({ groups = {} }): Complaint[] => {
      const names = groups.names === undefined ? [groups.name ?? ""] : groups.names.split(/,| and /);
      const schema = groups.what === undefined ? {} : wanted(groups.what);
      const plain = names.map((name) => name.replaceAll(/["'`\s]/g, "")).filter((name) => name !== "");
      return schema === undefined ? [] : plain.map((name) => ({ path: name.split("."), schema }));
    }),
  );
  return found.filter(({ path: [name] }) => typeof name === "string" && !fillers.has(name.toLowerCase()));
}

const fillers = new Set([
  "it",
  "this",
  "that",
  "which",
  "argument",
  "parameter",
  "field",
  "value",
  "input",
  "error",
  "property",
  "and",
  "or",
  "authentication",
  "authorization",
]);

/** The schema behind "should be a valid integer", "must be one of: a, b" and the like. */
function wanted(what: string): JsonObject | undefined {
  const choices =
    /(?:one of|expected|allowed values|should be|must be)[^'"`[]{0,30}((?:\[?["'`][^"'`\n]{1,80}["'`]\]?(?:, | or |, or |\|)?){1,64})/i.exec(
      what,
    );
  const quoted = [...(choices?.[1] ?? "").matchAll(/["'`]([^"'`\n]{1,80})["'`]/g)].map(([, value = ""]) => value);
  if (quoted.length > 0) return { enum: quoted };
  const bare = /one of(?: the following(?: values)?)?[:\s]+([\w.-]+(?:(?:, | or |, or |\|)[\w.-]+)+)/i.exec(what);
  if (bare?.[1] !== undefined) return { enum: bare[1].split(/, or | or |, |\|/) };
  const type =
    /\b(string|integer|number|boolean|array|object|list|dictionary|url|uri|email|uuid|date|datetime)\b/i.exec(what);
  return type?.[1] === undefined ? undefined : typed(type[1].toLowerCase());
}

/** A schema for the name of a type, as validators of several languages call it. */
function typed(name: string): JsonObject {
  const types: Readonly<Record<string, JsonObject>> = {
    int: { type: "integer" },
    float: { type: "number" },
    bool: { type: "boolean" },
    str: { type: "string" },
    list: { type: "array" },
    dict: { type: "object" },
    dictionary: { type: "object" },
    record: { type: "object" },
    datetime: { type: "string", format: "date-time" },
    ...Object.fromEntries(
      ["url", "uri", "email", "uuid", "date"].map((format) => [format, { type: "string", format }]),
    ),
    ...Object.fromEntries(
      ["string", "integer", "number", "boolean", "array", "object", "null"].map((type) => [type, { type }]),
    ),
  };
  return types[name] ?? {};
}
