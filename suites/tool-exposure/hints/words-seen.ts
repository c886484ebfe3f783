import { type Reply, replyText, succeeded } from "../../../src/model/reply.ts";

/** How often a word of ours is in what a tool returned: text and structure may both tell of the same thing, so the most of one. */
export function wordsSeen(reply: Reply, word: string): number {
  if (!succeeded(reply) || reply.kind !== "result" || word === "") return 0;
  const { structuredContent, ...rest } = reply.result;
  const texts = [replyText({ kind: "result", result: rest }), JSON.stringify(structuredContent ?? null)];
  return Math.max(...texts.map((text) => text.split(word).length - 1));
}
