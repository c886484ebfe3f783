import { httpErrorReply } from "../../connect/protocol/http-reply.ts";
import { excerpt, replyOf } from "../../connect/protocol/reply-of.ts";
import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { Reply } from "../../model/reply.ts";
import { limits } from "../../net/limits.ts";
import { parseJson } from "../../net/parse-json.ts";
import { type SseReader, sseReader } from "../../net/sse-reader.ts";

/** Takes the bytes of one answer as they come, until the reply is among them. */
export interface ReplyReader {
  /**
   * The reply as soon as it is there; bytes after it are of no concern. They are good only until this returns; `last` where it is
   * known that no more come.
   */
  push(chunk: Buffer, last: boolean): Reply | undefined;
  /** What the bytes come to that are all there are. */
  end(): Reply;
}

/** What was asked. */
export interface Asked {
  readonly id: number;
  /** Empty where nothing was, and no answer is waited for. */
  readonly method: string;
}

/** Reads the answer to a request whose body is JSON. */
export function jsonReader(asked: Asked): ReplyReader {
  return new JsonReader(asked);
}

class JsonReader implements ReplyReader {
  readonly #asked: Asked;
  /** One piece of memory, larger than what is in it: a body may come byte by byte, and a piece for each costs a hundred times as much. */
  #held = none;
  #size = 0;

  constructor(asked: Asked) {
    this.#asked = asked;
  }

  push(chunk: Buffer, last: boolean): Reply | undefined {
    const size = this.#size + chunk.length;
    if (size > limits.bodyBytes) return malformed(`a body larger than ${limits.bodyBytes} bytes`);
    if (last && this.#size === 0) return this.#read(chunk.toString("utf8"));
    if (size > this.#held.length) {
      const larger = Buffer.allocUnsafe(Math.max(size, Math.min(limits.bodyBytes, 2 * this.#held.length)));
      this.#held.copy(larger, 0, 0, this.#size);
      this.#held = larger;
    }
    chunk.copy(this.#held, this.#size);
    this.#size = size;
    return undefined;
  }

  end(): Reply {
    return this.#read(this.#held.toString("utf8", 0, this.#size));
  }

  #read(text: string): Reply {
    const parsed = parseJson(text);
    if (!parsed.ok) return malformed(parsed.why, text);
    const { value } = parsed;
    const { id, method } = this.#asked;
    const found = Array.isArray(value) ? value.find((message) => isObject(message) && isFor(id, message)) : value;
    return isObject(found) && isFor(id, found)
      ? replyOf(method, found)
      : malformed("no reply with the id of the request", text);
  }
}

const none = Buffer.alloc(0);

/** Some servers give a number back as a string. */
function isFor(id: number, message: JsonObject): boolean {
  return message.id === id || message.id === String(id);
}

/** Reads it from an event stream; `other` gets what the server asks or tells on the way. */
export function eventReader({ id, method }: Asked, other: (message: Json) => void): ReplyReader {
  let reply: Reply | undefined;
  let size = 0;
  let reader: SseReader | undefined;

  const take = (data: string): void => {
    if (reply !== undefined || data === "") return;
    const parsed = parseJson(data);
    if (!parsed.ok) reply = malformed(parsed.why, data);
    else if (isObject(parsed.value) && isFor(id, parsed.value) && parsed.value.method === undefined) {
      reply = replyOf(method, parsed.value);
    } else other(parsed.value);
  };
  const takePiece = (chunk: Buffer): void => {
    reader ??= sseReader(limits.streamBytes, ({ event, data }) => {
      if ((event ?? "message") === "message") take(data);
    });
    reader.push(chunk);
  };

  return {
    push(chunk) {
      size += chunk.length;
      const data = reader === undefined && size <= mostAtOnce ? loneEvent(chunk) : undefined;
      try {
        if (data === undefined) takePiece(chunk);
        else take(data);
      } catch (cause) {
        reply ??= malformed((cause as Error).message);
      }
      return reply;
    },
    end: () => reply ?? { kind: "closed", why: "the reply stream ended without a reply" },
  };
}

/** Bytes up to which pieces of a stream are looked at for being an event each: a decoder for each answer is what costs most. */
const mostAtOnce = 256 * 1024;
const lone = /^(?:event: ?message\n|id: ?[^\r\n]*\n)*data: ?([^\r\n]*)\n\n$/;

/** The data of a piece that is one event on one line of data, whole, as most answers come; undefined where it is not. */
function loneEvent(chunk: Buffer): string | undefined {
  if (chunk.at(-1) !== newline || chunk.at(-2) !== newline) return undefined;
  return lone.exec(chunk.toString("utf8"))?.[1];
}

const newline = 0x0a;

/** Reads what came with an HTTP status that is none of success. */
export function refusalReader(asked: Asked, status: number, headers: Readonly<Record<string, string>>): ReplyReader {
  const parts: Buffer[] = [];
  let size = 0;
  const end = (): Reply => {
    const text = Buffer.concat(parts).toString("utf8").slice(0, limits.errorBodyBytes);
    return httpErrorReply(asked, status, headers, text);
  };
  return {
    push(chunk) {
      parts.push(Buffer.from(chunk));
      size += chunk.length;
      // One that never ends is a refusal all the same.
      return size < limits.errorBodyBytes ? undefined : end();
    },
    end,
  };
}

/** A notification was taken. */
export const silence: ReplyReader = { push: () => undefined, end: () => ({ kind: "result", result: {} }) };

function malformed(why: string, text = ""): Reply {
  return { kind: "malformed", why, excerpt: excerpt(text) };
}
