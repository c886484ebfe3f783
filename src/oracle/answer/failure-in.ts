import { type Reply, replyText } from "../../model/reply.ts";

/** Results that are an object with an error, or that call themselves no success. */
const inJson =
  /^\s{0,8}\{[^{}[\]]{0,200}?"(?:error|errorMessage)"\s{0,4}:\s{0,4}(?:"[^"]|\{)|^\s{0,8}\{\s{0,8}"success"\s{0,4}:\s{0,4}false/;

/** How prose begins that tells of a failure; a page about failures may begin so, too. */
const inProse =
  /^[^\w{[]{0,8}(?:traceback \(most recent|panic:|(?:[\w./'-]{1,40} ){0,5}?(?:\w{0,30}error|\w{0,30}exception|failed|failure|fatal)\b[^\n:]{0,60}:)/i;

/**
 * Whether what was asked did not work: `said` by the protocol or by the structure of the result, `hinted` by the words that a
 * result begins with, which may just as well be what was asked for.
 */
export function failureIn(reply: Reply): "said" | "hinted" | undefined {
  if (reply.kind === "tool-error" || reply.kind === "rpc-error" || reply.kind === "http-error") return "said";
  if (reply.kind !== "result") return undefined;
  const text = replyText(reply).slice(0, looked);
  if (inJson.test(text)) return "said";
  return inProse.test(text) ? "hinted" : undefined;
}

/** Whether a result with this text is, by its structure, of something that did not work: `said`, for who need not know of hints. */
export function saysFailure(text: string): boolean {
  return inJson.test(text.slice(0, looked));
}

/** Characters that a text begins with. */
const looked = 300;
