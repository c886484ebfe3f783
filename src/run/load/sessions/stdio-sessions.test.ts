import { describe, expect, it } from "vitest";
import type { Session } from "../../../model/session.ts";
import type { Run } from "../../open-run.ts";
import { stdioSessions } from "./stdio-sessions.ts";

/** A run whose server starts as often as it is asked to, and what was started as whom. */
function runWith() {
  const started: { readonly as: string; end(): void; closed: boolean }[] = [];
  const knock = async ({ principal }: { readonly principal: string }) => {
    let ended: string | undefined;
    const one = {
      as: principal,
      closed: false,
      end: () => {
        ended = "it exited";
      },
    };
    started.push(one);
    const session = {
      get ended() {
        return ended;
      },
      request: async () => ({ kind: "result", result: {} }),
      close: async () => {
        one.closed = true;
      },
    } as unknown as Session;
    return { name: "s", opened: { ok: true, session, pid: process.pid } };
  };
  const run = { doors: { knock }, surroundings: { signal: new AbortController().signal } } as unknown as Run;
  return { run, started };
}

const principalOf = (user: number): string => ["ann", "bob", "cat"][user % 3] ?? "";
const everybody = Array.from({ length: 9 }, (_, user) => user);

describe("users over pipes", () => {
  it("share one process, as who it was started", async () => {
    const { run, started } = runWith();
    const sessions = stdioSessions(run, 1, principalOf);
    await Promise.all(everybody.map(sessions.open));
    expect(started.map(({ as }) => as)).toEqual(["ann"]);
    expect(sessions.principalOf(4)).toBe("ann");
    expect(sessions.sockets()).toBe(3);
    expect(sessions.memory()).toBeGreaterThan(1_000_000);
    await sessions.close();
    expect(started[0]?.closed).toBe(true);
  });

  it("share as many as are wanted, each of which is somebody's", async () => {
    const { run, started } = runWith();
    const sessions = stdioSessions(run, 2, principalOf);
    await Promise.all(everybody.map(sessions.open));
    expect(started.map(({ as }) => as)).toEqual(["ann", "bob"]);
    expect(everybody.map(sessions.principalOf).slice(0, 4)).toEqual(["ann", "bob", "ann", "bob"]);
    await sessions.close();
  });

  it("start one anew that ended, for the next who needs it", async () => {
    const { run, started } = runWith();
    const sessions = stdioSessions(run, 1, principalOf);
    await sessions.open(0);
    started[0]?.end();
    await sessions.open(5);
    expect(started.map(({ as }) => as)).toEqual(["ann", "ann"]);
    await sessions.close();
  });

  it("have no memory to look at before any is there", () => {
    expect(stdioSessions(runWith().run, 1, principalOf).memory()).toBeUndefined();
  });
});
