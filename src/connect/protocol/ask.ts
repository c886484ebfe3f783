import type { JsonObject } from "../../model/json.ts";
import type { Reply } from "../../model/reply.ts";
import type { Link } from "./link.ts";
import type { Id } from "./message.ts";
import { withDeadline } from "./with-deadline.ts";

/** A reply of a handshake, with the error behind a `closed`. */
export interface Asked {
  readonly reply: Reply;
  readonly cause: unknown;
}

/** Sends one request over a link that has no session yet and waits for its reply. Never rejects. */
export async function ask(
  link: Link,
  request: { readonly id: Id; readonly method: string; readonly params: JsonObject },
  limits: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<Asked> {
  let cause: unknown;
  const reply = await withDeadline(limits, async (signal) => {
    const answer = link.inbox.expect(request.id, request.method);
    const sent = link.send({ jsonrpc: "2.0", ...request }, signal).catch((error: unknown) => {
      // A reply that came as an HTTP error has been read already and tells more than the error thrown for it.
      if (link.inbox.waiting(request.id) === undefined) return answer;
      cause = error;
      throw error;
    });
    return Promise.race([answer, sent.then(() => answer)]);
  });
  return { reply, cause };
}
