import { describe, expect, it } from "vitest";
import { type FakeSession, fakeSession, opensInTurn } from "../../test/fake-session.ts";
import type { Exchange } from "../model/exchange.ts";
import type { JsonObject } from "../model/json.ts";
import type { Reply } from "../model/reply.ts";
import type { Opened } from "../model/session.ts";
import { type Broken, type Courier, type Link, openLink } from "./link.ts";

const fine: Reply = { kind: "result", result: {} };
const refused = (status: number): Reply => ({ kind: "http-error", status, headers: {}, body: "" });
const never = new AbortController().signal;

describe("openLink", () => {
  it("takes a dropped connection for nothing more where the session still answers", async () => {
    const session = fakeSession(({ method }) =>
      method === "tools/list" ? fine : { kind: "closed", why: "ECONNRESET" },
    );
    const { send, broken, restarts } = linkOver(session);
    expect((await send("attack")).kind).toBe("closed");
    expect([broken, restarts.left]).toEqual([[], 5]);
  });

  it.each<[string, Reply]>([
    ["does not answer either", { kind: "closed", why: "ECONNREFUSED" }],
    ["has forgotten the session", refused(404)],
    ["is gone behind its proxy", refused(502)],
  ])("takes a dropped connection for a crash where the server %s", async (_, listed) => {
    const session = fakeSession(({ method }) => (method === "tools/list" ? listed : { kind: "closed", why: "reset" }));
    const { send, broken, restarts } = linkOver(
      session,
      fakeSession(() => fine),
    );
    await send("attack");
    expect(broken).toMatchObject([{ kind: "crash", recovered: true, detail: "reset", blamed: { exchange: "attack" } }]);
    expect(restarts.left).toBe(4);
  });

  it("does not ask a session that says itself that it ended", async () => {
    const session = fakeSession((_, self) => {
      self.end("it exited with code 1");
      return { kind: "closed", why: "gone" };
    });
    const { send, broken } = linkOver(
      session,
      fakeSession(() => fine),
    );
    await send("attack");
    expect(session.asked).toHaveLength(1);
    expect(broken).toMatchObject([{ kind: "crash", detail: "it exited with code 1" }]);
  });

  it("counts no restart for a session that was closed on purpose", async () => {
    const { link, send, restarts } = linkOver(
      fakeSession(() => fine),
      fakeSession(() => fine),
    );
    await send("one");
    await link.close();
    await send("two");
    expect(restarts.left).toBe(5);
  });

  it("blames the last request for a session that ended between two", async () => {
    const first = fakeSession(() => fine);
    const { send, broken } = linkOver(
      first,
      fakeSession(() => fine),
    );
    await send("killer");
    first.end("it exited with code 7");
    expect((await send("innocent")).kind).toBe("result");
    expect(broken).toMatchObject([{ kind: "crash", blamed: { exchange: "killer", subject: "of killer" } }]);
  });

  it("blames nobody for a session that ended before anything was sent over it", async () => {
    const first = fakeSession((_, self) => {
      self.end("crashed");
      return { kind: "closed", why: "crashed" };
    });
    const second = fakeSession(() => fine);
    const { send, broken } = linkOver(
      first,
      second,
      fakeSession(() => fine),
    );
    await send("killer");
    second.end("it exited again");
    await send("innocent");
    expect(broken.map(({ blamed }) => blamed.exchange)).toEqual(["killer"]);
  });

  it("tells of withdrawn access in those words", async () => {
    const { send, broken } = linkOver(fakeSession(() => refused(401)));
    await expect(send("one")).rejects.toMatchObject({
      reason: "target-lost",
      message: expect.stringContaining("access was withdrawn"),
    });
    expect(broken).toMatchObject([{ kind: "unauthorized", recovered: false }]);
  });

  it("takes a server that lets nobody begin for a while for one that is there", async () => {
    const put: Opened = { ok: false, failure: "handshake", message: "HTTP 429", hint: "", reply: refused(429) };
    const link = openLink(opensInTurn([put, put, put, put]), { left: 5 });
    const courier: Courier = { send: () => Promise.reject(), listing: () => Promise.reject(), broke: () => undefined };
    await expect(link.send(courier, never)).rejects.toMatchObject({ reason: "throttled" });
  });

  it("stops opening when a run used up its restarts", async () => {
    const dying = () =>
      fakeSession((_, self) => {
        self.end("gone");
        return { kind: "closed", why: "gone" };
      });
    const { send } = linkOver(...Array.from({ length: 9 }, dying));
    for (let i = 0; i < 5; i += 1) await send("attack");
    await expect(send("attack")).rejects.toThrow("more than");
  });

  it("asks once for many refusals of one kind, until something succeeds or ten more passed", async () => {
    let answer = refused(400);
    const session = fakeSession(({ method }) => (method === "tools/list" ? fine : answer));
    const listings = () => session.asked.filter(({ method }) => method === "tools/list").length;
    const { send } = linkOver(session);
    for (let i = 0; i < 11; i += 1) await send("attack");
    expect(listings()).toBe(1);
    await send("attack");
    expect(listings()).toBe(2);
    answer = fine;
    await send("control");
    answer = refused(400);
    await send("attack");
    expect(listings()).toBe(3);
  });

  it("opens one session for two requests that are sent at once", async () => {
    const first = fakeSession(() => fine);
    const second = fakeSession(() => fine);
    const { send } = linkOver(first, second);
    await Promise.all([send("one"), send("two")]);
    expect([first.asked.length, second.asked.length]).toEqual([2, 0]);
  });
});

function linkOver(...sessions: FakeSession[]) {
  const restarts = { left: 5 };
  const broken: Broken[] = [];
  const link: Link = openLink(opensInTurn(sessions.map((session) => ({ ok: true, session }))), restarts);
  const courier = (id: string): Courier => ({
    async send(session) {
      const params: JsonObject = {};
      const reply = await session.request({ method: "tools/call", params, timeoutMs: 1_000 });
      const sent = { exchange: id, call: { method: "tools/call", params }, check: "a/b", subject: `of ${id}` };
      return { reply, exchange: { id } as Exchange, sent };
    },
    listing: (session) => session.request({ method: "tools/list", timeoutMs: 1_000 }),
    broke: (one) => void broken.push(one),
  });
  return { link, broken, restarts, send: async (id: string) => (await link.send(courier(id), never)).reply };
}
