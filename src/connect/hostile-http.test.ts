import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { implementations, openingOf, sessionOf } from "../../test/session-contract.ts";
import { type Program, startProgram } from "../../test/start-program.ts";
import type { JsonObject } from "../model/json.ts";
import type { Session } from "../model/session.ts";
import type { HttpTarget } from "../model/target.ts";

let program: Program;
let servers = 0;
beforeAll(async () => {
  program = await startHostile();
});
afterAll(() => program.stop());

const startHostile = () => startProgram("fixtures/servers/hostile/http.ts");
const hostile = (mode: string, at: Program = program): HttpTarget => ({
  kind: "http",
  url: `${at.url}?mode=${mode}&server=${++servers}`,
  transport: "auto",
  era: "auto",
  headers: {},
});
const call = (session: Session, args: JsonObject = {}, timeoutMs = 10_000) =>
  session.request({ method: "tools/call", params: { name: "echo", arguments: args }, timeoutMs });

describe.each(Object.entries(implementations))("%s session with a hostile HTTP server", (_name, open) => {
  test("says that nobody listens", async () => {
    const target = { ...hostile("fine"), url: "http://127.0.0.2:48123/mcp" };
    expect(await open(openingOf(target))).toMatchObject({
      ok: false,
      failure: "unreachable",
      message: expect.stringContaining("Nothing listens at http://127.0.0.2:48123/mcp"),
    });
  });

  test.each([
    ["unauthorized", "unauthorized", "HTTP 401"],
    ["forbidden", "unauthorized", "HTTP 403"],
    ["html", "handshake", "text/html"],
    ["not-found", "handshake", "HTTP 404"],
    ["broken", "handshake", "HTTP 500"],
    ["redirect", "handshake", "redirects to http://127.0.0.2:1/"],
    ["resets", "unreachable", "connection with"],
    ["never-answers", "unreachable", "did not answer"],
    ["unknown-version", "handshake", "1999-01-01"],
    ["nonsense-result", "handshake", ""],
    ["sse-foreign", "handshake", ""],
    ["sse-silent", "handshake", ""],
  ])("does not open with %s", async (mode, failure, words) => {
    const opened = await open(openingOf(hostile(mode), { timeoutMs: 2_000 }));
    expect(opened).toMatchObject({ ok: false, failure, message: expect.stringContaining(words) });
  });

  test("says which event of legacy SSE led astray", async () => {
    const target = { ...hostile("sse-foreign"), transport: "sse" } as const;
    const opened = await open(openingOf(target, { timeoutMs: 2_000 }));
    expect(opened).toMatchObject({ ok: false, failure: "handshake", message: expect.stringMatching(/origin/) });
  });

  test("says that legacy SSE never named its endpoint", async () => {
    const target = { ...hostile("sse-silent"), transport: "sse" } as const;
    const opened = await open(openingOf(target, { timeoutMs: 1_000 }));
    expect(opened).toMatchObject({
      ok: false,
      failure: "unreachable",
      message: expect.stringContaining("did not answer"),
    });
  });

  test.each([
    ["deep", { kind: "malformed", why: "nested deeper than 200 levels" }],
    ["huge", { kind: "malformed", why: "a body larger than 8388608 bytes" }],
    ["endless-body", { kind: "malformed", why: "a body larger than 8388608 bytes" }],
    ["endless-event", { kind: "malformed", why: expect.stringContaining("larger than") }],
    ["drip", { kind: "timeout" }],
    ["stream-ends", { kind: "closed", why: "the reply stream ended without a reply" }],
    ["wrong-id", { kind: "malformed", why: "no reply with the id of the request" }],
    ["not-json", { kind: "malformed", why: "not valid JSON", excerpt: "<html>500 oops</html>" }],
    ["no-object", { kind: "malformed" }],
    ["bad-error", { kind: "malformed" }],
    ["unauthorized-later", { kind: "http-error", status: 401, headers: { "www-authenticate": "Bearer" } }],
    ["session-lost", { kind: "http-error", status: 404, body: expect.stringContaining("Session not found") }],
    ["resets-later", { kind: "closed" }],
    ["never-mind", { kind: "result" }],
  ])("outlives a reply that is %s", async (mode, reply) => {
    const session = sessionOf(await open(openingOf(hostile(mode))));
    expect(await call(session, {}, 3_000)).toMatchObject(reply);
    const lost = mode === "session-lost";
    expect((await session.request({ method: "tools/list", timeoutMs: 5_000 })).kind).toBe(lost ? "closed" : "result");
    expect(session.ended).toBe(lost ? "the server lost the session (HTTP 404)" : undefined);
    await session.close();
  });

  test("tells a crash in the middle of a call", async () => {
    const mortal = await startHostile();
    const session = sessionOf(await open(openingOf(hostile("crash", mortal))));
    expect(await call(session, { text: "die" })).toMatchObject({ kind: "closed" });
    expect(await call(session, { text: "live" })).toMatchObject({ kind: "closed" });
    await session.close();
    mortal.stop();
  });

  test("notices the end of a legacy SSE stream", async () => {
    const session = sessionOf(await open(openingOf(hostile("sse-ends-later"))));
    expect(session.info.transport).toBe("sse");
    expect(await call(session)).toEqual({ kind: "closed", why: "the server ended the event stream" });
    expect(session.ended).toBe("the server ended the event stream");
    await session.close();
  });

  test("outlives deep JSON on a legacy SSE stream", async () => {
    const session = sessionOf(await open(openingOf(hostile("sse-deep"))));
    expect(await call(session)).toMatchObject({ kind: "malformed" });
    expect((await session.request({ method: "tools/list", timeoutMs: 5_000 })).kind).toBe("result");
    await session.close();
  });
});
