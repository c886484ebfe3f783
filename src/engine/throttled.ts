import { type Reply, replyText } from "../model/reply.ts";

/** How a server put a request off. */
export interface Throttled {
  /** Milliseconds it asks to wait; undefined where it names none. */
  readonly askedMs: number | undefined;
  /** It asks to wait longer than anybody will: it locks out, and does not only slow down. */
  readonly tooLong?: true;
  /** `status` is a word of the protocol; `text` is what an error of a tool says, which may mean something else. */
  readonly by: "status" | "text";
}

/** The longest a server's Retry-After is followed, in milliseconds. */
const mostAskedMs = 30_000;

/** Where a server asks for more than this, in milliseconds, waiting shorter is in vain: lock-outs last a quarter of an hour. */
const longestMs = 180_000;

/** Characters of an error that says no more than that there was too much at once. */
const mostText = 300;

/** Not "try again later" alone: that is how many servers hide any error. */
const tooMuch =
  /\b(?:rate[- ]?limit|too many (?:requests|calls)|(?:server|service) (?:is )?(?:too )?busy|throttl(?:ed|ing))/i;

/** Whether the server put a request off because of the rate (429, 503 with Retry-After, or an error that says so). */
export function throttled(reply: Reply): Throttled | undefined {
  if (reply.kind === "tool-error" || reply.kind === "rpc-error") {
    // A JSON-RPC error may come with the status: the call was not made all the same.
    if (reply.kind === "rpc-error" && reply.status === 429) return { by: "status", askedMs: undefined };
    const text = replyText(reply);
    return text.length <= mostText && tooMuch.test(text) ? { by: "text", askedMs: undefined } : undefined;
  }
  if (reply.kind !== "http-error") return undefined;
  const after = reply.headers["retry-after"]?.trim();
  if (reply.status !== 429 && (reply.status !== 503 || after === undefined)) return undefined;
  const stated = after !== undefined && /^\d{1,9}$/.test(after);
  const asked = stated ? Number(after) * 1000 : undefined;
  return {
    by: "status",
    askedMs: asked === undefined ? undefined : Math.min(asked, mostAskedMs),
    ...(asked !== undefined && asked > longestMs ? { tooLong: true } : {}),
  };
}
