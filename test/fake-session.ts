import type { Reply } from "../src/model/reply.ts";
import type { Call, Opened, Session } from "../src/model/session.ts";

/** A session that exists only in a test: `answer` is the server, `end` is how it goes away. */
export interface FakeSession extends Session {
  readonly asked: Call[];
  end(why: string): void;
}

/** Makes a session that answers what `answer` says. */
export function fakeSession(answer: (call: Call, session: FakeSession) => Reply | Promise<Reply>): FakeSession {
  let ended: string | undefined;
  const asked: Call[] = [];
  const session: FakeSession = {
    info: {
      transport: "stdio",
      era: "legacy",
      protocolVersion: "2025-06-18",
      server: { name: "fake", version: "0" },
      capabilities: {},
      instructions: undefined,
    },
    get ended() {
      return ended;
    },
    asked,
    end(why) {
      ended ??= why;
    },
    async request(call) {
      asked.push(call);
      return answer(call, session);
    },
    notify: async () => undefined,
    close: async () => {
      ended ??= "closed by us";
    },
  };
  return session;
}

/** Opens the given sessions one after the other, then no more. */
export function opensInTurn(sessions: readonly Opened[]): () => Promise<{ opened: Opened; name: string }> {
  let next = 0;
  return async () => ({ opened: sessions[next++] ?? unauthorized, name: `s${next}` });
}

/** A gate that lets nobody in. */
export const unauthorized: Opened = {
  ok: false,
  failure: "unauthorized",
  reply: undefined,
  message: "HTTP 401",
  hint: "",
};
