import { isObject, type Json } from "../../../src/model/json.ts";
import { type Reply, replyText } from "../../../src/model/reply.ts";
import { withoutReflection } from "../../../src/oracle/answer/without-reflection.ts";
import { jsonOf } from "../documents/json-text.ts";

/**
 * What a reply says beside the value itself: of a list the entry that names the value, since the rest of it grows with
 * every record that is stored; of any other reply all of it.
 */
export function partAbout(reply: Reply, value: string, isList: boolean): Reply {
  if (reply.kind !== "result" && reply.kind !== "tool-error") return reply;
  const all = replyText(reply);
  const text = isList ? entryWith(all, value) : all;
  return { kind: reply.kind, result: { content: [{ type: "text", text: withoutReflection(text, value) }] } };
}

/** True when a reply shows the value, as it is or as JSON escapes it. */
export function showsValue(reply: Reply, value: string): boolean {
  const text = replyText(reply);
  return text.includes(value) || text.includes(JSON.stringify(value).slice(1, -1));
}

function entryWith(text: string, value: string): string {
  const entry = smallestWith(jsonOf(text), value, 0);
  if (entry !== undefined) return JSON.stringify(entry);
  const escaped = JSON.stringify(value).slice(1, -1);
  return text.split("\n").find((line) => line.includes(value) || line.includes(escaped)) ?? text;
}

/** The innermost object or list that holds the value in a text of its own. */
function smallestWith(at: Json | undefined, value: string, depth: number): Json | undefined {
  if (depth > 16 || typeof at !== "object" || at === null) return undefined;
  const members = Array.isArray(at) ? at : isObject(at) ? Object.values(at) : [];
  for (const member of members) {
    if (typeof member === "string" && member.includes(value)) return Array.isArray(at) ? member : at;
    const inner = smallestWith(member, value, depth + 1);
    if (inner !== undefined) return inner;
  }
  return undefined;
}
