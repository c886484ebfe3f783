import type { JsonObject } from "../../model/json.ts";
import type { Reply } from "../../model/reply.ts";
import type { Sighted } from "../../model/session.ts";
import { parseJson } from "../../net/parse-json.ts";
import { type Id, type Message, readMessage } from "./message.ts";
import { replyOf } from "./reply-of.ts";
import { type Answer, answerTo } from "./server-request.ts";

export interface InboxEars {
  readonly sighted: (sighted: Sighted) => void;
  /** Gets the answer to a request of the server, to be sent; absent = somebody else sends it. */
  readonly answer?: (id: Id, answer: Answer) => void;
}

/** What one text of a peer held. */
export type Received =
  | { readonly ok: true; readonly messages: readonly JsonObject[] }
  | { readonly ok: false; readonly why: string };

/** Sorts what comes from a server: replies to those who wait, everything else to `sighted`. Nothing in it throws. */
export class Inbox {
  readonly #waiting = new Map<Id, { method: string; resolve: (reply: Reply) => void }>();
  readonly #ears: InboxEars;
  /** False in the modern era, which has no requests from the server: one that comes is told and left alone. */
  answersRequests = true;

  constructor(ears: InboxEars) {
    this.#ears = ears;
  }

  /** The reply to a request that is about to be sent. */
  expect(id: Id, method: string): Promise<Reply> {
    return new Promise((resolve) => {
      this.#waiting.set(id, { method, resolve });
    });
  }

  /** The method of a request that still waits. */
  waiting(id: Id): string | undefined {
    return this.#waiting.get(id)?.method;
  }

  settle(id: Id, reply: Reply): void {
    this.#waiting.get(id)?.resolve(reply);
    this.#waiting.delete(id);
  }

  settleAll(reply: Reply): void {
    for (const id of [...this.#waiting.keys()]) this.settle(id, reply);
  }

  /** Settles the request that waits, if it is the only one: what came cannot be told apart by its id. */
  settleOnly(reply: Reply): void {
    const [id, ...others] = this.#waiting.keys();
    if (id !== undefined && others.length === 0) this.settle(id, reply);
  }

  /** Takes one JSON text, a single message or a batch. The HTTP status, if any, goes into error replies. */
  receive(text: string, status?: number): Received {
    const parsed = parseJson(text);
    if (!parsed.ok) return parsed;
    const values = Array.isArray(parsed.value) ? parsed.value : [parsed.value];
    const messages: JsonObject[] = [];
    for (const value of values) {
      const message = readMessage(value);
      if (message.kind === "invalid") return { ok: false, why: message.why };
      messages.push(value as JsonObject);
      this.#sort(message, status);
    }
    return { ok: true, messages };
  }

  #sort(message: Exclude<Message, { kind: "invalid" }>, status: number | undefined): void {
    if (message.kind === "response") {
      const id = this.#known(message.id);
      const method = id === undefined ? undefined : this.waiting(id);
      if (id !== undefined && method !== undefined) this.settle(id, replyOf(method, message.message, status));
      // Nobody waits for it any more; what it says is said all the same.
      else this.#ears.sighted({ kind: "notification", method: "late reply", params: message.message });
      return;
    }
    const { method, params } = message;
    if (message.kind === "notification") {
      this.#ears.sighted({ kind: "notification", method, params });
      return;
    }
    const answer = answerTo(method);
    this.tellServerRequest(method, params, this.answersRequests ? answer : { answered: "declined" });
    if (this.answersRequests) this.#ears.answer?.(message.id, answer);
  }

  /** Tells what a server asked of us and what it got. */
  tellServerRequest(method: string, params: JsonObject, { answered }: Pick<Answer, "answered">): void {
    this.#ears.sighted({ kind: "server-request", method, params, answered });
  }

  /** Some servers give a number back as a string, and an error before parsing has no id: the only one waiting is meant. */
  #known(id: Id | null): Id | undefined {
    if (id === null) return this.#waiting.size === 1 ? [...this.#waiting.keys()][0] : undefined;
    if (this.#waiting.has(id)) return id;
    const number = Number(id);
    return this.#waiting.has(number) ? number : undefined;
  }
}
