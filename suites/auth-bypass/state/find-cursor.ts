import { isObject, type Json } from "../../../src/model/json.ts";
import { type Reply, replyText } from "../../../src/model/reply.ts";

/** Names of what stands for a place in a list, in arguments and in replies. */
export const cursorLike = /^(?:next_?)?(?:page_?)?(?:cursor|token|continuation(?:_?token)?)$/i;

/** Levels of a reply that are searched. */
const deepest = 4;

/** What a reply gives for its next page; undefined where it gives nothing. */
export function findCursor(reply: Reply): string | undefined {
  if (reply.kind !== "result") return undefined;
  return within(reply.result.structuredContent, 0) ?? within(parsed(replyText(reply)), 0);
}

function within(value: Json | undefined, depth: number): string | undefined {
  if (!isObject(value) || depth > deepest) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === "string" && inner !== "" && cursorLike.test(name)) return inner;
    const found = within(inner, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A reply as JSON, where its text begins with some. */
function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text.split("\n")[0] ?? "");
  } catch {
    return undefined;
  }
}
