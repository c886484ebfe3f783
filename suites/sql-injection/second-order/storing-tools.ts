import type { Draw, Scene } from "../../../src/model/scene.ts";
import type { Subject } from "../../../src/model/subject.ts";
import type { Tool } from "../../../src/model/surface.ts";
import {
  actingWords,
  destructiveWords,
  keepingWords,
  nameWords,
  readingWords,
} from "../../../src/oracle/tool-words.ts";
import { changesNothing } from "../../changes-nothing.ts";
import { isDeclaredScalar } from "../documents/declared-scalar.ts";

/** A tool that may use what another one stored. */
export interface Reader {
  readonly tool: string;
  /** How it names the record; undefined where it takes nothing and works on all there is. */
  readonly draw: Draw | undefined;
}

/** Tools without arguments that are asked whether they use what is stored. */
const mostLists = 4;

/** Text arguments of the tools that store something which another tool can be asked about. */
export function storedArguments(scene: Scene): readonly Subject[] {
  return scene.surface.tools
    .filter((tool) => stores(tool, scene) && readersOf(scene, tool.name).length > 0)
    .flatMap((tool) =>
      scene
        .parameters(tool.name)
        .filter(({ path, type }) => type === "string" && isDeclaredScalar(tool.inputSchema, path))
        .map(({ path }) => ({ key: `${tool.name}.${path}`, tool: tool.name, param: path })),
    );
}

/** Tools that read and may use what `writer` stores: those whose samples draw on it, and those that list or report. */
export function readersOf(scene: Scene, writer: string): readonly Reader[] {
  const tools = scene.surface.tools.filter(({ name }) => name !== writer);
  const drawing = tools
    .filter((tool) => !acts(tool, scene))
    .flatMap(({ name }) => {
      const draws = scene.drawsFrom(name);
      const [draw] = draws;
      const own = draws.length === 1 && draw?.tool === writer;
      return own ? [{ tool: name, draw }] : [];
    });
  const lists = tools.filter((tool) => takesNothing(tool, scene) && onlyReads(tool, scene)).slice(0, mostLists);
  return [...lists.map(({ name }) => ({ tool: name, draw: undefined })), ...drawing];
}

/** True for a tool that leaves something behind which another one may read. */
export function stores(tool: Tool, scene: Scene): boolean {
  if (changesNothing(scene, tool)) return false;
  if (scene.surface.tools.some(({ name }) => scene.drawsFrom(name).some((draw) => draw.tool === tool.name)))
    return true;
  const words = nameWords(tool.name);
  return !readingWords.has(words[0] ?? "") && words.some((word) => keepingWords.has(word));
}

function takesNothing(tool: Tool, scene: Scene): boolean {
  const { required } = tool.inputSchema;
  return scene.drawsFrom(tool.name).length === 0 && (!Array.isArray(required) || required.length === 0);
}

/** True for a tool that may do something with a record beside showing it: above all those that take it away. */
function acts(tool: Tool, scene: Scene): boolean {
  if (changesNothing(scene, tool)) return false;
  const removes = scene.surface.tools.some(({ name }) =>
    scene.drawsFrom(name).some(({ teardown }) => teardown === tool.name),
  );
  return (
    removes ||
    tool.annotations?.destructiveHint === true ||
    nameWords(tool.name).some((word) => destructiveWords.has(word) || actingWords.has(word))
  );
}

function onlyReads(tool: Tool, scene: Scene): boolean {
  if (changesNothing(scene, tool)) return true;
  const [first = ""] = nameWords(tool.name);
  return tool.annotations?.readOnlyHint === undefined && readingWords.has(first);
}
