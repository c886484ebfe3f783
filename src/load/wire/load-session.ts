import type { JsonObject } from "../../model/json.ts";
import type { Reply } from "../../model/reply.ts";

/** One request of a virtual user. */
export interface LoadCall {
  readonly method: string;
  /** The same object for the same parameters spares writing them anew. */
  readonly params: JsonObject;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Its user does not wait for an answer that takes longer. */
  readonly leave?: Leaving | undefined;
}

/**
 * How a call is left after so many milliseconds: `cancel` as the protocol has it (a notification in the legacy era, the stream
 * closed in the modern one), `disconnect` by closing the connection without a word.
 */
export interface Leaving {
  readonly how: "cancel" | "disconnect";
  readonly afterMs: number;
}

/** What one request of a virtual user came to. */
export interface LoadReply {
  readonly reply: Reply;
  /** Times it was sent again because its connection was being closed as it was sent. */
  readonly resent: number;
  /** Its user left before an answer came: the reply says nothing of the server. */
  readonly left?: true;
}

/** The session of one virtual user. Requests get the ids 1, 2, 3 … in each: two users deliberately use the same. */
export interface LoadSession {
  ask(call: LoadCall): Promise<LoadReply>;
  /** Ends it as a client should, or leaves it to the server. */
  close(how: "ended" | "abandoned"): Promise<void>;
  /** True where it cannot be used any more, so that another has to be opened. Absent = that only shows in answers. */
  readonly over?: () => boolean;
}
