import { isObject, type Json } from "../../../src/model/json.ts";
import { type Reply, replyText, succeeded } from "../../../src/model/reply.ts";
import { jsonOf } from "../documents/json-text.ts";

/** Steps of a path that are followed. */
const deepest = 16;

/** What a reply holds at a path such as `$.id` or `$.items[0].id`: in its structured content, else in its text read as JSON. */
export function valueAt(reply: Reply, path: string): Json | undefined {
  if (!succeeded(reply) || reply.kind !== "result") return undefined;
  const { structuredContent } = reply.result;
  return (
    within(structuredContent, path) ?? within(jsonOf(replyText({ ...reply, result: textOnly(reply.result) })), path)
  );
}

function textOnly({ content }: { readonly content?: Json | undefined }): { readonly content?: Json } {
  return content === undefined ? {} : { content };
}

function within(root: Json | undefined, path: string): Json | undefined {
  let at = root;
  const steps = [...path.slice(1).matchAll(/\.([^.[\]]+)|\[(\d+)\]|\["([^"]*)"\]/g)].slice(0, deepest);
  for (const [, name, index, quoted] of steps) {
    if (index !== undefined) at = Array.isArray(at) ? at[Number(index)] : undefined;
    else {
      const member = name ?? quoted ?? "";
      at = isObject(at) && Object.hasOwn(at, member) ? at[member] : undefined;
    }
  }
  return at;
}
