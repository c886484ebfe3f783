import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { discover } from "../src/connect/discover.ts";
import { openSession, openWire } from "../src/connect/open.ts";
import type { Opening } from "../src/connect/opening.ts";
import type { JsonObject } from "../src/model/json.ts";
import { anonymous } from "../src/model/principal.ts";
import { type Reply, replyText } from "../src/model/reply.ts";
import type { Opened, Session, SessionInfo, Sighted } from "../src/model/session.ts";
import type { Target } from "../src/model/target.ts";
import { isGone } from "./start-program.ts";

/** The implementations of `Session`, by name. */
export const implementations: Record<string, (opening: Opening) => Promise<Opened>> = {
  official: openSession,
  wire: openWire,
};

/** What is special about one server of the contract. */
export interface Variant {
  /** The target; asked for once the server runs. */
  readonly target: () => Target;
  readonly expected: Pick<SessionInfo, "transport" | "era" | "protocolVersion">;
  /** How a server can ask us something in the middle of a call; `never` where it has no channel for it. */
  readonly asks: "requests" | "input-required" | "never";
  /** False where notifications have no way to us. */
  readonly notifies: boolean;
}

export const quietNet = {
  allowHosts: [],
  proxy: undefined,
  ca: undefined,
  clientCertificate: undefined,
  insecure: false,
};

/** An opening with nothing special about it, which remembers what it sighted. */
export function openingOf(target: Target, changes: Partial<Opening> = {}): Opening & { seen: Sighted[] } {
  const seen: Sighted[] = [];
  return {
    target,
    principal: anonymous,
    net: quietNet,
    timeoutMs: 20_000,
    signal: new AbortController().signal,
    sighted: (sighted) => void seen.push(sighted),
    ...changes,
    seen,
  };
}

/** The one contract every implementation keeps with every server, transport and era. */
export function sessionContract(
  name: string,
  open: (opening: Opening) => Promise<Opened>,
  { target, expected, asks, notifies }: Variant,
): void {
  describe(name, () => {
    let opening: ReturnType<typeof openingOf>;
    let session: Session;
    const ask = (method: string, params: JsonObject = {}, timeoutMs = 10_000) =>
      session.request({ method, params, timeoutMs });
    const tool = (tool: string, args: JsonObject, timeoutMs = 10_000) =>
      ask("tools/call", { name: tool, arguments: args }, timeoutMs);

    beforeAll(async () => {
      opening = openingOf(target());
      session = sessionOf(await open(opening));
    }, 30_000);
    afterAll(async () => session?.close());

    test("connects and says with whom", () => {
      expect(session.info).toMatchObject({ ...expected, server: { name: expect.stringMatching(/^contract-/) } });
      expect(session.info.capabilities.tools).toEqual({});
      expect(session.ended).toBeUndefined();
    });

    test("lists every page", async () => {
      const surface = await discover((method, params) => ask(method, params), session.info, "anonymous");
      expect(surface.tools.map((tool) => tool.name)).toEqual(["echo", "fail", "slow", "large", "ask", "notify"]);
      expect(surface.problems).toEqual([]);
    });

    test("gives the result of a call", async () => {
      const reply = await tool("echo", { text: "grüße 日本 \u2028 ok" });
      expect([reply.kind, replyText(reply)]).toEqual(["result", "grüße 日本 \u2028 ok"]);
    });

    test("tells a tool's own error from a result", async () => {
      const reply = await tool("fail", {});
      expect([reply.kind, replyText(reply)]).toEqual(["tool-error", "it failed on purpose"]);
    });

    test("gives the server's error for an unknown method", async () => {
      expect(await ask("no/such")).toMatchObject({ kind: "rpc-error", code: -32601 });
    });

    if (asks === "requests")
      test.each([
        ["ping", "answered {}", "result"],
        ["roots", 'answered {"roots":[]}', "result"],
        ["sampling", "declined", "declined"],
        ["elicitation", 'answered {"action":"decline"}', "declined"],
      ])("answers or declines %s during a call", async (what, text, answered) => {
        opening.seen.length = 0;
        expect(replyText(await tool("ask", { what }))).toContain(text);
        expect(opening.seen).toContainEqual(expect.objectContaining({ kind: "server-request", answered }));
      });

    if (asks === "input-required")
      test.each([
        ["roots", 'answered {"roots":[]}', "result"],
        ["elicitation", 'answered {"action":"decline"}', "declined"],
      ])("answers or declines input for %s", async (what, text, answered) => {
        opening.seen.length = 0;
        expect(replyText(await tool("ask", { what }))).toContain(text);
        expect(opening.seen).toContainEqual(expect.objectContaining({ kind: "server-request", answered }));
      });

    if (asks === "input-required")
      test("hands back a call that needs sampling, marked so", async () => {
        const reply = await tool("ask", { what: "sampling" });
        expect(reply).toMatchObject({ kind: "result", result: { resultType: "input_required" } });
      });

    test("gives up a slow call at its deadline and goes on", async () => {
      const started = performance.now();
      expect(await tool("slow", { ms: 60_000 }, 200)).toEqual({ kind: "timeout", afterMs: 200 });
      expect(performance.now() - started).toBeLessThan(2_000);
      expect((await tool("echo", { text: "still here" })).kind).toBe("result");
    });

    test("gives up a call when its signal says so and goes on", async () => {
      const over = new AbortController();
      const params = { name: "slow", arguments: { ms: 60_000 } };
      const reply = session.request({ method: "tools/call", params, timeoutMs: 10_000, signal: over.signal });
      over.abort();
      expect(await reply).toMatchObject({ kind: "closed" });
      expect((await tool("echo", { text: "still here" })).kind).toBe("result");
    });

    test("takes a reply of three million characters", async () => {
      expect(replyText(await tool("large", { bytes: 3_000_000 }))).toHaveLength(3_000_000);
    });

    test("keeps fifty calls at once apart", async () => {
      const words = Array.from({ length: 50 }, (_, i) => `word ${i}`);
      const replies = await Promise.all(words.map((text) => tool("echo", { text })));
      expect(replies.map(replyText)).toEqual(words);
    });

    if (notifies)
      test("sights notifications", async () => {
        opening.seen.length = 0;
        await tool("notify", { count: 3 });
        const notes = opening.seen.filter((seen) => seen.kind === "notification");
        expect(notes.map((note) => note.params.data)).toEqual(["note 1", "note 2", "note 3"]);
      });

    test("closes with everything it started, also twice, and says closed afterwards", async () => {
      const own = openingOf(target());
      const second = sessionOf(await open(own));
      const running = second.request({
        method: "tools/call",
        params: { name: "slow", arguments: { ms: 60_000 } },
        timeoutMs: 30_000,
      });
      await Promise.all([second.close(), second.close()]);
      await second.close();
      expect(await running).toMatchObject({ kind: "closed" } satisfies Partial<Reply>);
      expect(second.ended).toBe("closed by us");
      expect(await second.request({ method: "ping", timeoutMs: 1_000 })).toEqual({
        kind: "closed",
        why: "closed by us",
      });
      await second.notify("notifications/roots/list_changed", {});
      expect(own.seen.filter((seen) => seen.kind === "exit")).toEqual([]);
      if (expected.transport !== "stdio") return;
      const told = own.seen.flatMap((seen) => (seen.kind === "stderr" ? [seen.text] : [])).join("\n");
      const pids = /leader (\d+) child (\d+)/.exec(told)?.slice(1).map(Number) ?? [];
      expect(pids).toHaveLength(2);
      for (const pid of pids) expect(await isGone(pid, 1_000), `process ${pid} lives on`).toBe(true);
    }, 30_000);
  });
}

/** The session, or a failure that says why there is none. */
export function sessionOf(opened: Opened): Session {
  if (!opened.ok) throw new Error(`${opened.failure}: ${opened.message}`);
  return opened.session;
}
