import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { Finding } from "./finding.ts";
import { itemOf } from "./listed-texts.ts";
import type { Listing } from "./listing.ts";
import { visible } from "./visible.ts";

const deepest = 6;
const mostArguments = 300;
const mostNamed = 4;

/** What an argument is for, by its name or by what is said of it. */
const kinds: readonly (readonly [kind: string, name: RegExp, said: RegExp | undefined])[] = [
  [
    "a SQL statement",
    /^(?:sql|raw_?sql|sql_?(?:query|statement|text)|statements?)$/i,
    /\bsql (?:quer(?:y|ies)|statements?|select)\b|\bselect statements?\b|\bquery in sql\b/i,
  ],
  [
    "a shell command",
    /^(?:cmd|command|commands|shell|bash|shell_?command|command_?line|script)$/i,
    /\bshell (?:command|script)\b|\bcommand (?:line|to (?:run|execute))\b/i,
  ],
  [
    "code or an expression",
    /^(?:code|expression|expr|eval|javascript|python|formula|jq|jsonata|function_?body|source_?code)$/i,
    /\b(?:javascript|python|typescript) (?:code|function|expression|snippet)\b|\bcode to (?:run|execute|evaluate)\b/i,
  ],
  [
    "a path",
    /^(?:path|paths|file_?(?:path|name)|file|dir|directory|folder|dest(?:ination)?(?:_?path)?|source(?:_?path)?|cwd|root_?(?:dir|path)?|output_?(?:path|file|dir)|input_?(?:path|file)|\w+_(?:path|dir|file)|\w+(?:Path|Dir|FilePath))$/i,
    /\b(?:file ?system|file|directory|folder|absolute|relative|local) paths?\b|\bpath (?:to|of) (?:the |a |an )?(?:file|directory|folder|local)/i,
  ],
  [
    "an address",
    /^(?:url|uri|urls|href|link|links|endpoint|webhook|webhook_?url|callback|callback_?url|base_?url|\w+_ur[il]|\w+Ur[il])$/i,
    /\b(?:full|http|https|target|website|web ?page) urls?\b|\burl (?:to|of) (?:the |a |an )?(?:fetch|page|site|web)/i,
  ],
];

const counting =
  /^(?:limit|max|max_?\w+|count|top|top_?[nk]|page_?size|per_?page|size|num|num_?\w+|number_?of_?\w+|n|k|first|take|batch_?size|length|rows?)$/i;

/** Tools that take what can be anything where it says where to go or what to do; one note for each. */
export function findFreeForm({ entries }: Listing): readonly Finding[] {
  return entries.flatMap((entry): readonly Finding[] => {
    if (entry.kind !== "tool" || !isObject(entry.entry.inputSchema)) return [];
    const { free, long, endless, lists } = argumentsOf(entry.entry.inputSchema);
    if (free.length === 0) return [];
    const byKind = grouped(free);
    const taken = [...byKind].map(([kind, some]) => `${kind} (${named(some.map(({ path }) => path))})`).join(", ");
    const open = entry.entry.inputSchema.additionalProperties !== false;
    const more = [
      ...(long.length > 0 ? [`no maxLength for ${named(long)}`] : []),
      ...(endless.length > 0 ? [`no maximum for ${named(endless)}`] : []),
      ...(lists.length > 0 ? [`no most items for ${named(lists)}`] : []),
      ...(open ? ["arguments that the schema does not name are let through"] : []),
    ];
    const says = `it takes ${taken} as any text, without enum, pattern or format${more.length > 0 ? `; ${more.join(", ")}` : ""}`;
    const item = itemOf(entry);
    return [{ item, where: `${item} inputSchema`, says, weight: "noted", technique: "free-form" }];
  });
}

interface Arguments {
  readonly free: { readonly path: string; readonly kind: string }[];
  /** Those of them that may be of any length. */
  readonly long: string[];
  readonly endless: string[];
  readonly lists: string[];
}

function argumentsOf(schema: JsonObject): Arguments {
  const found: Arguments = { free: [], long: [], endless: [], lists: [] };
  let read = 0;
  const walk = (value: Json | undefined, path: string, name: string, depth: number): void => {
    if (!isObject(value) || depth > deepest || ++read > mostArguments) return;
    const forms = [
      value,
      ...[value.anyOf, value.oneOf, value.allOf].flatMap((list) => (Array.isArray(list) ? list.filter(isObject) : [])),
    ];
    for (const form of forms) {
      const described = typeof value.description === "string" ? value.description.slice(0, 400) : "";
      const types = Array.isArray(form.type) ? form.type : [form.type];
      if (types.includes("string") && isUnbounded(form) && isUnbounded({ ...value, type: "string" })) {
        const kind = kinds.find(
          ([, names, said]) => names.test(name) || (!/(?:^id|_id|Id)s?$/.test(name) && said?.test(described)),
        );
        if (kind !== undefined && !found.free.some((one) => one.path === path)) {
          found.free.push({ path, kind: kind[0] });
          if (form.maxLength === undefined && value.maxLength === undefined) found.long.push(path);
        }
      }
      if (
        (types.includes("number") || types.includes("integer")) &&
        counting.test(name) &&
        form.maximum === undefined &&
        form.exclusiveMaximum === undefined
      )
        found.endless.push(path);
      if (types.includes("array")) {
        if (form.maxItems === undefined) found.lists.push(path);
        walk(form.items, `${path}[]`, name, depth + 1);
      }
      for (const [key, inner] of isObject(form.properties) ? Object.entries(form.properties) : []) {
        walk(inner, path === "" ? key : `${path}.${key}`, key, depth + 1);
      }
    }
  };
  walk({ ...schema, type: "object" }, "", "", 0);
  return found;
}

/** A length bounds what is said, not what it does. */
function isUnbounded(form: JsonObject): boolean {
  return ["enum", "const", "pattern", "format"].every((bound) => form[bound] === undefined);
}

function named(paths: readonly string[]): string {
  const shown = [...new Set(paths)].slice(0, mostNamed).map((path) => `\`${visible(path).slice(0, 60)}\``);
  const more = new Set(paths).size - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function grouped(free: Arguments["free"]): Map<string, Arguments["free"]> {
  const groups = new Map<string, Arguments["free"]>();
  for (const one of free) groups.set(one.kind, [...(groups.get(one.kind) ?? []), one]);
  return groups;
}
