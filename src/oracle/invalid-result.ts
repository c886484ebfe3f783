import type { JsonObject } from "../model/json.ts";

/** True for a tool result with a text block that has no text: clients that validate show an error in its place. */
export function isInvalidResult({ content }: JsonObject): boolean {
  if (!Array.isArray(content)) return false;
  return content.some((block) => typeof block === "object" && block?.type === "text" && typeof block.text !== "string");
}
