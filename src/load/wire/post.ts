import { describeError } from "../../connect/protocol/describe-error.ts";
import type { Json } from "../../model/json.ts";
import type { Reply } from "../../model/reply.ts";
import type { AnswerHead, Exchange, GiveUp } from "../../net/lean/exchange.ts";
import type { LeanNet } from "../../net/lean/lean-net.ts";
import type { RequestHead } from "../../net/lean/request-head.ts";
import { abortListeners } from "./abort-listeners.ts";
import { type Deadlines, deadlinesAfter, type Timed } from "./deadlines.ts";
import type { LoadReply } from "./load-session.ts";
import { type Asked, eventReader, jsonReader, type ReplyReader, refusalReader, silence } from "./read-reply.ts";

/** One POST of a load: everything in it is ready to be written. */
export interface Post {
  readonly head: RequestHead;
  /** Each character is one byte. */
  readonly body: string;
  readonly asked: Asked;
  readonly timeoutMs: number;
  readonly other: (message: Json) => void;
  /** Gives the request up: its connection is closed, and the reply is `closed`. */
  readonly signal?: AbortSignal | undefined;
}

/** What one POST came to. */
export interface Posted extends LoadReply {
  /** The id of the session that the answer began. */
  readonly sessionId: string | undefined;
}

/**
 * Sends one POST and resolves when the reply to its request is there, or nothing more can come; sent once more where its
 * connection was just being closed. Never rejects.
 */
export function post(net: LeanNet, request: Post): Promise<Posted> {
  return new Promise((resolve) => new Posting(net, request, resolve).begin());
}

/** The end of a connection that was idle crosses a request on its way; whatever ends it later was done with the request. */
const crossingMs = 1_000;
/** A server that answered and does not end the stream is given so long before the connection is closed. */
const lingerMs = 1_000;

/** One POST under way. An object of a class and not of closures: a load makes tens of thousands of them a second. */
class Posting implements Exchange, Timed {
  dueMs = 0;
  readonly #net: LeanNet;
  readonly #request: Post;
  readonly #resolve: (posted: Posted) => void;
  readonly #deadlines: Deadlines;
  #linger: NodeJS.Timeout | undefined;
  #giveUp: (() => void) | undefined;
  #over: GiveUp | undefined;
  #reader: ReplyReader | undefined;
  #sessionId: string | undefined;
  #resent = 0;
  #sentAt = 0;
  #settled = false;

  constructor(net: LeanNet, request: Post, resolve: (posted: Posted) => void) {
    this.#net = net;
    this.#request = request;
    this.#resolve = resolve;
    this.#deadlines = deadlinesAfter(request.timeoutMs);
  }

  begin(): void {
    this.#deadlines.add(this);
    const { head, body, signal } = this.#request;
    if (signal !== undefined) {
      this.#giveUp = () => this.#end({ kind: "closed", why: "given up by us" });
      if (signal.aborted) {
        this.#giveUp();
        return;
      }
      abortListeners(signal).add(this.#giveUp);
    }
    this.#sentAt = performance.now();
    this.#net.send(head, body, this);
  }

  timedOut(): void {
    this.#end({ kind: "timeout", afterMs: this.#request.timeoutMs });
  }

  cut(): void {
    this.#over?.giveUp(this);
  }

  begun(over: GiveUp): void {
    this.#over = over;
  }

  head(head: AnswerHead): void {
    this.#sessionId = head.get("mcp-session-id");
    this.#reader = readerFor(this.#request, head);
  }

  body(piece: Buffer, last: boolean): void {
    if (this.#settled) return;
    const reply = this.#reader?.push(piece, last);
    if (reply === undefined) return;
    // More than is allowed, or no JSON: nothing that follows would be read.
    if (reply.kind === "malformed") {
      this.#end(reply);
      return;
    }
    this.#settle(reply);
    if (!last) this.#linger = setTimeout(cut, lingerMs, this);
  }

  end(): void {
    if (this.#settled) clearTimeout(this.#linger);
    else this.#settle(this.#reader?.end() ?? { kind: "closed", why: "no answer" });
  }

  failed(cause: unknown, unanswered: boolean): void {
    clearTimeout(this.#linger);
    if (this.#settled) return;
    const crossed = unanswered && performance.now() - this.#sentAt < crossingMs;
    if (!crossed || this.#resent > 0) {
      this.#settle({ kind: "closed", why: describeError(cause) });
      return;
    }
    this.#resent = 1;
    const { head, body } = this.#request;
    this.#net.send(head, body, this);
  }

  #end(reply: Reply): void {
    this.#settle(reply);
    this.cut();
  }

  #settle(reply: Reply): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#deadlines.delete(this);
    const { signal } = this.#request;
    if (signal !== undefined && this.#giveUp !== undefined) abortListeners(signal).delete(this.#giveUp);
    this.#resolve({ reply, resent: this.#resent, sessionId: this.#sessionId });
  }
}

function cut(posting: Posting): void {
  posting.cut();
}

function readerFor({ asked, other }: Post, head: AnswerHead): ReplyReader {
  if (head.status >= 300) return refusalReader(asked, head.status, head.all());
  if (head.get("content-type")?.toLowerCase().startsWith("text/event-stream")) return eventReader(asked, other);
  // Accepted is no answer to what waits for one.
  return head.status === 202 && asked.method === "" ? silence : jsonReader(asked);
}
