import { describe, expect, test } from "vitest";
import { implementations, openingOf, sessionOf } from "../../test/session-contract.ts";
import { nodeArgs } from "../../test/start-program.ts";
import type { JsonObject } from "../model/json.ts";
import type { Session } from "../model/session.ts";
import type { Target } from "../model/target.ts";
import { discover } from "./discover.ts";

const target = (mode: string, changes: Partial<Target> = {}): Target =>
  ({
    kind: "stdio",
    command: process.execPath,
    args: nodeArgs("fixtures/servers/hostile/stdio.ts", "--mode", mode),
    env: {},
    cwd: process.cwd(),
    era: "auto",
    ...changes,
  }) as Target;
const call = (session: Session, args: JsonObject = {}, timeoutMs = 10_000) =>
  session.request({ method: "tools/call", params: { name: "echo", arguments: args }, timeoutMs });

describe.each(Object.entries(implementations))("%s session with a hostile process", (_name, open) => {
  test("says that a command is not there", async () => {
    const opened = await open(openingOf(target("", { command: "/no/such/program" } as Partial<Target>)));
    expect(opened).toMatchObject({
      ok: false,
      failure: "unreachable",
      message: expect.stringContaining("was not found"),
    });
  });

  test("says that a folder is not there", async () => {
    const opened = await open(openingOf(target("", { cwd: "/no/such/folder" } as Partial<Target>)));
    expect(opened).toMatchObject({ ok: false, message: "The folder /no/such/folder does not exist." });
  });

  test("shows the last words of a server that exits at start", async () => {
    const opening = openingOf(target("exits-at-start"));
    const opened = await open(opening);
    expect(opened).toMatchObject({ ok: false, failure: "unreachable" });
    if (opened.ok) return;
    expect(opened.message).toContain("the server exited with code 3");
    expect(opened.message).toContain("fatal: no database at postgres://nowhere");
    expect(opening.seen.filter(({ kind }) => kind === "exit")).toEqual([]);
    expect(opened.reply).toMatchObject({ kind: "closed", exited: true });
  });

  test("says that a server never answers, in the time given", async () => {
    const started = performance.now();
    const opened = await open(openingOf(target("never-answers"), { timeoutMs: 1_500 }));
    expect(opened).toMatchObject({
      ok: false,
      failure: "unreachable",
      message: expect.stringContaining("did not answer"),
    });
    expect(performance.now() - started).toBeLessThan(4_500);
  });

  test("tells garbage from silence", async () => {
    const opened = await open(openingOf(target("garbage-only"), { timeoutMs: 3_000 }));
    expect(opened).toMatchObject({
      ok: false,
      failure: "handshake",
      message: expect.stringContaining("Server starting"),
    });
  });

  test.each([["unknown-version"], ["nonsense-result"]])("ends the handshake at %s", async (mode) => {
    expect(await open(openingOf(target(mode)))).toMatchObject({ ok: false, failure: "handshake" });
  });

  test("works past lines that are no messages, and tells them", async () => {
    const opening = openingOf(target("garbage"));
    const session = sessionOf(await open(opening));
    expect((await call(session)).kind).toBe("result");
    await session.close();
    expect(opening.seen.filter(({ kind }) => kind === "stray-output")).toHaveLength(3);
  });

  test("starts a server again that exits at the probe, and remembers", async () => {
    const same = target("exits-at-probe");
    const first = openingOf(same);
    const session = sessionOf(await open(first));
    expect([session.info.era, (await call(session)).kind]).toEqual(["legacy", "result"]);
    await session.close();
    expect(first.seen.filter(({ kind }) => kind === "exit")).toEqual([]);
  });

  test("starts a server again that is deaf once it was probed", async () => {
    const session = sessionOf(await open(openingOf(target("deaf-after-probe"))));
    expect(session.info.era).toBe("legacy");
    await session.close();
  });

  test("does not wait long for a server that ignores the probe", async () => {
    const started = performance.now();
    const session = sessionOf(await open(openingOf(target("silent-to-probe"))));
    expect(session.info.era).toBe("legacy");
    await session.close();
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test.each([
    ["deep", { kind: "malformed", why: "nested deeper than 200 levels" }],
    ["huge", { kind: "malformed", why: "a line longer than 8388608 bytes" }],
    ["wrong-id", { kind: "timeout" }],
    ["not-json", { kind: "timeout" }],
    ["no-object", { kind: "malformed" }],
    ["bad-error", { kind: "malformed" }],
  ])("outlives a reply that is %s", async (mode, reply) => {
    const opening = openingOf(target(mode));
    const session = sessionOf(await open(opening));
    expect(await call(session, {}, 1_000)).toMatchObject(reply);
    expect((await session.request({ method: "tools/list", timeoutMs: 5_000 })).kind).toBe("result");
    await session.close();
    const stray = opening.seen.filter(({ kind }) => kind === "stray-output");
    expect(stray).toHaveLength(["deep", "huge", "not-json"].includes(mode) ? 1 : 0);
  });

  test("tells a crash in the middle of a call", async () => {
    const opening = openingOf(target("crash"));
    const session = sessionOf(await open(opening));
    expect((await call(session, { text: "live" })).kind).toBe("result");
    const died = { kind: "closed", why: "the server exited with code 7" };
    expect(await call(session, { text: "die" })).toMatchObject(died);
    expect(session.ended).toBe("the server exited with code 7");
    expect(opening.seen).toContainEqual(expect.objectContaining({ kind: "exit", code: 7 }));
    await session.close();
  });

  test("ends a server that does not want to go", async () => {
    const session = sessionOf(await open(openingOf(target("stubborn"))));
    const started = performance.now();
    await session.close();
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  test("survives a flood on standard error, told up to a limit", async () => {
    const opening = openingOf(target("stderr-flood"));
    const session = sessionOf(await open(opening));
    expect((await call(session)).kind).toBe("result");
    await session.close();
    const told = opening.seen.filter(({ kind }) => kind === "stderr");
    expect(told.length).toBeGreaterThan(1_000);
    expect(told.length).toBeLessThan(50_000);
  });

  test("ends lists that do not end", async () => {
    for (const [mode, tools, problem] of [
      ["endless-list", 64, "more than 64 pages"],
      ["circular-list", 1, "goes in a circle"],
      ["bad-entries", 2, "3 entries are invalid"],
      ["no-list", 0, "has no list of tools"],
    ] as const) {
      const session = sessionOf(await open(openingOf(target(mode, { era: "legacy" }))));
      const surface = await discover(
        (method, params) => session.request({ method, params, timeoutMs: 5_000 }),
        session.info,
        "anonymous",
      );
      await session.close();
      expect([mode, surface.tools.length]).toEqual([mode, tools]);
      expect(surface.problems.join(" ")).toContain(problem);
    }
  });
});
