import { type Reply, replyText } from "../model/reply.ts";

/** Characters of an error in which SDKs say that they refused the arguments themselves. */
const start = 300;

/** True when the arguments were refused before the tool ran: as a protocol error, or as SDKs dress it up as the tool's. */
export function rejectedBySchema(reply: Reply): boolean {
  if (reply.kind === "rpc-error") return reply.code === -32602;
  if (reply.kind !== "tool-error") return false;
  return /-32602|input validation error|validation errors? for|invalid arguments for tool/i.test(
    replyText(reply).slice(0, start),
  );
}
