import { isObject, type Json } from "../../../src/model/json.ts";
import type { Reply } from "../../../src/model/reply.ts";

const mostBlocks = 16;
const longestText = 1_000_000;
const deepest = 8;
const mostLeaves = 5_000;

/** All of a result that is JSON: its structured content, and each text block that can be read as such. */
export function documentsOf(reply: Reply): readonly Json[] {
  if (reply.kind !== "result") return [];
  const { structuredContent, content } = reply.result;
  const blocks = Array.isArray(content) ? content.slice(0, mostBlocks) : [];
  const read = blocks.flatMap((block) => (isObject(block) && typeof block.text === "string" ? parsed(block.text) : []));
  return structuredContent === undefined ? read : [structuredContent, ...read];
}

/** One scalar of a document, and the name of the member it stands under; items of a list have that of the list. */
export interface Leaf {
  readonly name: string;
  readonly value: Exclude<Json, object>;
}

/** Every scalar of a result that is JSON, up to a few thousand. */
export function leavesOf(reply: Reply): readonly Leaf[] {
  const leaves: Leaf[] = [];
  const walk = (name: string, value: Json, depth: number): void => {
    if (leaves.length >= mostLeaves || depth > deepest) return;
    if (Array.isArray(value)) for (const item of value) walk(name, item, depth + 1);
    else if (isObject(value)) for (const [inner, one = null] of Object.entries(value)) walk(inner, one, depth + 1);
    else if (typeof value !== "object") leaves.push({ name, value });
  };
  for (const document of documentsOf(reply)) walk("", document, 0);
  return leaves;
}

function parsed(text: string): readonly Json[] {
  if (text.length > longestText || !/^\s*[[{]/.test(text)) return [];
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}
