import { isObject } from "../../../src/model/json.ts";
import type { Scene } from "../../../src/model/scene.ts";
import type { Tool } from "../../../src/model/surface.ts";
import { nameWords, readingWords } from "../../../src/oracle/tool-words.ts";
import { changesNothing } from "../../changes-nothing.ts";

/** Tools that are read after each call, and tools that are asked about. */
const mostListers = 2;
export const mostWriters = 12;

/** A tool that can be given a word to keep, and tools that would show it. */
export interface Pair {
  readonly tool: Tool;
  /** Arguments that may take any text, likeliest first. */
  readonly params: readonly string[];
  readonly listers: readonly string[];
}

/** The pair for a tool; undefined where it takes no free text, or nothing would show what it keeps. Pure. */
export function pairFor(scene: Scene, tool: Tool): Pair | undefined {
  if (!scene.mayCall(tool.name) || tool.taskSupport === "required") return undefined;
  const params = freeTexts(scene, tool);
  const listers = listersFor(scene, tool);
  return params.length === 0 || (listers.length === 0 && scene.changes === undefined)
    ? undefined
    : { tool, params, listers };
}

/** Names under which text is kept. */
const kept = /^(?:text|content|title|name|note|body|message|comment|description|subject|summary|label|value|tag)s?$/i;
/** Names of what says where to look, not what to keep. */
const aims =
  /(?:path|file|filename|uri|url|href)$|(?:^|[_.-])(?:id|uuid|sql|query|cursor|date|time|format|lang|language|sort|order|email|regex|pattern|command|cmd|code|type|mode|status|key)$|Id$/i;

/** Tools whose call is a control: it must leave nothing of its word where the other one does. First those that are known to work. */
export function othersFor(scene: Scene, { tool, listers }: Pair): readonly string[] {
  const others = scene.surface.tools.filter(
    ({ name, taskSupport }) =>
      scene.mayCall(name) && taskSupport !== "required" && name !== tool.name && !listers.includes(name),
  );
  const reads = (other: Tool) =>
    readingWords.has(nameWords(other.name)[0] ?? "") ? 0 : changesNothing(scene, other) ? 1 : 2;
  const works = ({ name }: Tool) => (scene.called.worked.includes(name) || scene.sampled(name) ? 0 : 1);
  const text = ({ name }: Tool) => (scene.parameters(name).some(({ type }) => type === "string") ? 0 : 4);
  const rank = (other: Tool) => reads(other) + works(other) + text(other);
  return [...others]
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, 3)
    .map(({ name }) => name);
}

function freeTexts(scene: Scene, { name, inputSchema }: Tool): readonly string[] {
  const properties = isObject(inputSchema.properties) ? inputSchema.properties : {};
  const texts = scene.parameters(name).filter(({ path, type }) => {
    const schema = properties[path];
    if (type !== "string" || !isObject(schema)) return false;
    return !("enum" in schema || "const" in schema || "format" in schema || "pattern" in schema);
  });
  const paths = texts.map(({ path }) => path).filter((path) => !aims.test(path));
  return [...paths.filter((path) => kept.test(path)), ...paths.filter((path) => !kept.test(path))].slice(0, 3);
}

/** Tools that list, without any argument that has to be given, first those of the same thing. */
function listersFor(scene: Scene, { name }: Tool): readonly string[] {
  const things = new Set(nameWords(name).slice(1).map(singular));
  const listers = scene.surface.tools.filter((tool) => {
    const { required } = tool.inputSchema;
    const lists = /^(?:list|read|show|get)$/.test(nameWords(tool.name)[0] ?? "");
    const easy = !(Array.isArray(required) && required.length > 0) || (lists && scene.sampled(tool.name));
    const reads = changesNothing(scene, tool) || readingWords.has(nameWords(tool.name)[0] ?? "");
    const log = nameWords(tool.name).some((word) => ofLogs.has(word));
    return !log && tool.name !== name && easy && reads && scene.mayCall(tool.name) && tool.taskSupport !== "required";
  });
  const same = (tool: Tool) =>
    nameWords(tool.name)
      .slice(1)
      .some((word) => things.has(singular(word)));
  const lists = (tool: Tool) => /^(?:list|read|show|get)$/.test(nameWords(tool.name)[0] ?? "");
  const rank = (tool: Tool) => (same(tool) ? 0 : 2) + (lists(tool) ? 0 : 1);
  return [...listers]
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, mostListers)
    .map((tool) => tool.name);
}

/** What is kept of every call is no part of what a tool does. */
const ofLogs = new Set(
  "activity audit call calls event events histories history log logs recent stat statistics stats trace usage".split(
    " ",
  ),
);

function singular(word: string): string {
  return word.replace(/ies$/, "y").replace(/s$/, "");
}
