import type { Json, JsonObject } from "../../model/json.ts";
import type { Reply } from "../../model/reply.ts";
import { readPath } from "./path.ts";

/** Characters of a text block that is read as JSON, and blocks that are. */
const longestText = 1_000_000;
const mostBlocks = 16;

/** The value a reply holds at a path such as `$.id`: in its structured content, or in the first text that is JSON and has it. */
export function drawn(reply: Reply, path: string): Json | undefined {
  if (reply.kind !== "result") return undefined;
  const way = path.replace(/^\$\.?/, "");
  for (const root of documentsIn(reply.result)) {
    const found = way === "" ? root : readPath(root as JsonObject, way);
    if (found !== undefined && found !== null) return found;
  }
  return undefined;
}

/** Everything of a result that is JSON: its structured content, then each text block that can be read as such. */
export function documentsIn(result: JsonObject): readonly Json[] {
  const { structuredContent, content } = result;
  const blocks = Array.isArray(content) ? content.slice(0, mostBlocks) : [];
  const texts = blocks.flatMap((block) => (typeof block?.text === "string" ? [block.text] : []));
  const read = texts.flatMap((text) => {
    if (text.length > longestText || !/^\s*[[{"\d]/.test(text)) return [];
    try {
      return [JSON.parse(text) as Json];
    } catch {
      return [];
    }
  });
  return structuredContent === undefined ? read : [structuredContent, ...read];
}
