import { type Client, SdkError, SdkErrorCode, type StandardSchemaV1 } from "@modelcontextprotocol/client";
import type { JsonObject } from "../../model/json.ts";
import type { Reply } from "../../model/reply.ts";
import type { Call, Session, SessionInfo } from "../../model/session.ts";
import type { Inbox } from "../protocol/inbox.ts";
import { withInputRequired } from "../protocol/input-required.ts";
import type { Id } from "../protocol/message.ts";
import { withModernMeta } from "../protocol/modern-meta.ts";
import type { ParamHeaders } from "../protocol/param-headers.ts";
import { withDeadline } from "../protocol/with-deadline.ts";
import type { WatchedTransport } from "./watched-transport.ts";

/** What a session stands on, and how it is taken down. */
export interface Ground {
  readonly client: Client;
  readonly watched: WatchedTransport;
  readonly inbox: Inbox;
  readonly info: SessionInfo;
  readonly paramHeaders: ParamHeaders;
  /** Why the connection ended, when it did by itself. */
  readonly lost: () => string | undefined;
  readonly close: () => Promise<void>;
}

/**
 * A session of the official client. The client sends, cancels and answers the server; replies are taken from the wire
 * before the client looks at them, so that what it would refuse or rewrite still arrives as it was sent.
 */
export class OfficialSession implements Session {
  readonly info: SessionInfo;
  readonly #ground: Ground;
  #closing: Promise<void> | undefined;
  #own = 0;

  constructor(ground: Ground) {
    this.info = ground.info;
    this.#ground = ground;
  }

  get ended(): string | undefined {
    return this.#closing === undefined ? this.#ground.lost() : "closed by us";
  }

  async request(call: Call): Promise<Reply> {
    const why = this.ended;
    if (why !== undefined) return { kind: "closed", why };
    const reply = await withInputRequired(call, this.info.era, this.#ground.inbox, (next) =>
      withDeadline(next, (signal) => this.#send(next, signal)),
    );
    if (call.method === "tools/list" && reply.kind === "result") this.#ground.paramHeaders.learn(reply.result);
    return reply;
  }

  async notify(method: string, params: JsonObject): Promise<void> {
    if (this.ended !== undefined) return;
    await this.#ground.client.notification({ method, params } as never).catch(() => {});
  }

  close(): Promise<void> {
    this.#closing ??= this.#ground.close();
    return this.#closing;
  }

  async #send({ method, params }: Call, signal: AbortSignal): Promise<Reply> {
    const { client, watched, inbox } = this.#ground;
    let answer: Promise<Reply> | undefined;
    const request = { method, ...(params === undefined ? {} : { params }) };
    const headers = this.info.era === "modern" ? this.#ground.paramHeaders.of(method, params) : {};
    const options = { signal, timeout: LONGEST_TIMER_MS, allowInputRequired: true as const, headers };
    const sent = watched.watch(
      (id) => {
        answer = inbox.expect(id, method);
        signal.addEventListener("abort", () => inbox.settle(id, { kind: "closed", why: "given up" }), { once: true });
      },
      // Some refusals are thrown at once, not as a rejection.
      async () => client.request(request, anything, options),
    );
    const failed = sent.then(
      (): Promise<Reply> => answer ?? Promise.reject(new Error("the client sent nothing")),
      (error: unknown) => {
        if (answer === undefined && notInEra(error)) return this.#sendAnyway(request, signal);
        throw error;
      },
    );
    return answer === undefined ? failed : Promise.race([answer, failed]);
  }

  /** The client refuses methods that its era does not know; a test sends them all the same. */
  async #sendAnyway(request: { method: string; params?: JsonObject }, signal: AbortSignal): Promise<Reply> {
    const { watched, inbox, info } = this.#ground;
    const id: Id = `own-${++this.#own}`;
    const params =
      info.era === "modern" ? withModernMeta(request.params, info.protocolVersion) : (request.params ?? {});
    const answer = inbox.expect(id, request.method);
    const sent = watched.send({ jsonrpc: "2.0", id, method: request.method, params } as never, {
      requestSignal: signal,
    });
    return Promise.race([answer, sent.then(() => answer)]);
  }
}

function notInEra(error: unknown): boolean {
  return error instanceof SdkError && error.code === SdkErrorCode.MethodNotSupportedByProtocolVersion;
}

/** Takes any result as it is. */
const anything: StandardSchemaV1<unknown, JsonObject> = {
  "~standard": { version: 1, vendor: "mcp-gauntlet", validate: (value) => ({ value: value as JsonObject }) },
};

/** The call's own deadline counts; the client's timer is set as far away as timers go. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
