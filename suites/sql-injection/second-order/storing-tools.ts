import type { Draw, Scene } from "../../../src/model/scene.ts";
import type { Subject } from "../../../src/model/subject.ts";
import type { Tool } from "../../../src/model/surface.ts";
import { isDeclaredScalar } from "../documents/declared-scalar.ts";

/** A tool that may use what another one stored. */
export interface Reader {
  readonly tool: string;
  /** How it names the record; undefined where it takes nothing and works on all there is. */
  readonly draw: Draw | undefined;
}

const adding = new Set(
  "add append book capture comment create enter file import insert leave log make new note post put record register save store submit track write".split(
    " ",
  ),
);
const reading = new Set(
  "count describe digest fetch find get list overview print query read report search show stats statistics summarise summarize summary view".split(
    " ",
  ),
);

/** Words for acts upon a record: a tool named so is not called to see what it makes of one. */
const acting = new Set(
  "approve archive assign ban block cancel charge clear close complete delete deploy destroy disable drop edit email erase invite mail merge modify move notify overwrite pay post publish purge push refund remove rename replace reset restart revoke run send set share sign submit transfer trigger update upload wipe withdraw write".split(
    " ",
  ),
);

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

function stores(tool: Tool, scene: Scene): boolean {
  if (scene.promisedReadOnly(tool.name) || tool.annotations?.readOnlyHint === true) return false;
  if (scene.surface.tools.some(({ name }) => scene.drawsFrom(name).some((draw) => draw.tool === tool.name)))
    return true;
  return words(tool.name).some((word) => adding.has(word));
}

function takesNothing(tool: Tool, scene: Scene): boolean {
  const { required } = tool.inputSchema;
  return scene.drawsFrom(tool.name).length === 0 && (!Array.isArray(required) || required.length === 0);
}

/** True for a tool that may do something with a record beside showing it: above all those that take it away. */
function acts(tool: Tool, scene: Scene): boolean {
  if (scene.promisedReadOnly(tool.name) || tool.annotations?.readOnlyHint === true) return false;
  const removes = scene.surface.tools.some(({ name }) =>
    scene.drawsFrom(name).some(({ teardown }) => teardown === tool.name),
  );
  return removes || tool.annotations?.destructiveHint === true || words(tool.name).some((word) => acting.has(word));
}

function onlyReads(tool: Tool, scene: Scene): boolean {
  if (scene.promisedReadOnly(tool.name) || tool.annotations?.readOnlyHint === true) return true;
  const [first = ""] = words(tool.name);
  return tool.annotations?.readOnlyHint === undefined && reading.has(first);
}

function words(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/);
}
