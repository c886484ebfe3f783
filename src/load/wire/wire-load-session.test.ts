import { describe, expect, it } from "vitest";
import type { Reply } from "../../model/reply.ts";
import type { Call, Session } from "../../model/session.ts";
import { sharedLoadSession, wireLoadSession } from "./wire-load-session.ts";

const call = { method: "tools/call", params: { name: "a" }, timeoutMs: 5_000 };

/** A session that answers `quick` calls, and others once they are given up. */
function session(quick: boolean) {
  const seen = { calls: [] as Call[], closed: 0 };
  let ended: string | undefined;
  const made: Session = {
    info: { transport: "stdio", era: "legacy", protocolVersion: "", capabilities: {}, instructions: undefined, server },
    get ended() {
      return ended;
    },
    request(asked) {
      seen.calls.push(asked);
      if (quick) return Promise.resolve({ kind: "result", result: {} });
      return new Promise<Reply>((resolve) => {
        const givenUp = (): void => resolve({ kind: "closed", why: "given up" });
        if (asked.signal?.aborted) givenUp();
        asked.signal?.addEventListener("abort", givenUp);
      });
    },
    notify: async () => undefined,
    async close() {
      seen.closed += 1;
      ended = "closed by us";
    },
  };
  return { made, seen };
}
const server = { name: "", version: "" };

describe("a session of the wire layer under load", () => {
  it("asks, and gives each call a signal of its own", async () => {
    const { made, seen } = session(true);
    const { signal } = new AbortController();
    expect((await wireLoadSession(made).ask({ ...call, signal })).reply.kind).toBe("result");
    expect(seen.calls[0]?.signal).not.toBe(signal);
  });

  it("gives calls up with the load", async () => {
    const load = new AbortController();
    const asked = wireLoadSession(session(false).made).ask({ ...call, signal: load.signal });
    load.abort();
    expect((await asked).reply).toEqual({ kind: "closed", why: "given up" });
  });

  it("cancels a call that its user leaves", async () => {
    const { made, seen } = session(false);
    const answer = await wireLoadSession(made).ask({ ...call, leave: { how: "cancel", afterMs: 10 } });
    expect(answer.left).toBe(true);
    expect(seen.calls[0]?.signal?.aborted).toBe(true);
  });

  it("is closed when it ends, not when it is left, and never by one of many users", async () => {
    const { made, seen } = session(true);
    await wireLoadSession(made).close("abandoned");
    await sharedLoadSession(made).close("ended");
    expect(seen.closed).toBe(0);
    await wireLoadSession(made).close("ended");
    expect(seen.closed).toBe(1);
    expect(wireLoadSession(made).over?.()).toBe(true);
  });
});
