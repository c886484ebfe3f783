import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type FakeSession, fakeSession, opensInTurn } from "../../test/fake-session.ts";
import { openRecorder } from "../connect/record/recorder.ts";
import { openRedactor } from "../connect/record/redact.ts";
import { type Check, defineCheck } from "../model/check.ts";
import type { Event } from "../model/event.ts";
import type { Reply } from "../model/reply.ts";
import type { Scene } from "../model/scene.ts";
import type { Incident, Subject } from "../model/subject.ts";
import { openBudget } from "./budget.ts";
import { type Link, openLink } from "./link.ts";
import { runPlan } from "./run-plan.ts";
import type { RunSetting } from "./run-setting.ts";

const fine: Reply = { kind: "result", result: {} };
const http = (status: number, headers: Record<string, string> = {}): Reply => ({
  kind: "http-error",
  status,
  headers,
  body: "",
});
const refused = http(400);

describe("runPlan", () => {
  it("names check, subject and call of the request before, when a server dies just after answering", async () => {
    const first = fakeSession(({ params }, self) => {
      // What a process does that answers, and then falls over what it left undone.
      if (params?.name === "killer") queueMicrotask(() => queueMicrotask(() => self.end("it exited with code 7")));
      return fine;
    });
    const run = runOf([first, fakeSession(() => fine)]);
    await run.go([callOnce("a/killing"), callOnce("b/harmless")], ["killer"], ["innocent"]);
    expect(run.incidents).toMatchObject([
      {
        kind: "crash",
        check: "a/killing",
        subject: "killer",
        param: "p",
        exchange: "r1.1",
        call: { method: "tools/call" },
      },
    ]);
  });

  it("numbers requests as they are sent, over both rounds and beside its own listings", async () => {
    const slow = fakeSession(async ({ method }) => {
      await new Promise(setImmediate);
      return method === "tools/list" ? fine : refused;
    });
    const run = runOf([slow, fakeSession(() => fine)]);
    const failing = check("a/failing", {
      probe: async ({ calls }) => {
        const steps = ["one", "two"].map((label) => calls.tool("t", {}, { role: "attack", label }));
        await Promise.all(steps);
      },
      judge: ({ exchanges: [first] }) => ({ verdict: "fail", because: "", proof: [first?.id ?? ""], techniques: [] }),
    });
    const [result] = await run.go([failing], ["s"]);
    const ids = result?.evidence.exchanges.map(({ id }) => id) ?? [];
    expect(ids).toHaveLength(4);
    expect(new Set(run.recorder.exchanges.keys()).size).toBe(run.recorded());
    expect(result?.outcome.verdict).toBe("fail");
  });

  it("counts and records the listing that tells a refusal from a loss, and keeps it from the judge", async () => {
    const session = fakeSession(({ method }) => (method === "tools/list" ? fine : refused));
    const run = runOf([session]);
    const [result] = await run.go([callOnce("a/b")], ["s"]);
    expect(run.budget.sent).toBe(session.asked.length);
    expect([...run.recorder.exchanges.values()].map(({ label, role }) => [label, role])).toEqual([
      ["call", "attack"],
      ["still there", "confirm"],
    ]);
    expect(result?.evidence.exchanges).toHaveLength(1);
  });

  it("takes a probe that throws before it returns a promise for a bug of ours", async () => {
    const throws = check("a/b", {
      probe: () => {
        throw new Error("oops");
      },
    });
    const [result] = await runOf([]).go([throws], ["s"]);
    expect(result?.outcome).toMatchObject({
      verdict: "error",
      error: "harness-bug",
      because: "the probe failed: oops",
    });
  });

  it("sends a request again that the server put off, and judges only the answer", async () => {
    const replies = [http(429, { "retry-after": "0" }), fine];
    const run = runOf([fakeSession(() => replies.shift() ?? fine)]);
    const [result] = await run.go([callOnce("a/b")], ["s"]);
    expect(result?.outcome.verdict).toBe("pass");
    expect(result?.evidence.exchanges.map(({ reply }) => reply.kind)).toEqual(["result"]);
    expect(run.budget.sent).toBe(2);
  });

  it("leaves a session whose transaction is stuck, and asks again on a new one", async () => {
    const text = "current transaction is aborted, commands ignored until end of transaction block";
    const stuck: Reply = { kind: "tool-error", result: { isError: true, content: [{ type: "text", text }] } };
    const run = runOf([fakeSession(() => stuck), fakeSession(() => fine)]);
    const [result] = await run.go([callOnce("a/one")], ["s"]);
    expect(result?.evidence.exchanges.map(({ reply }) => reply.kind)).toEqual(["result"]);
    expect(run.incidents).toEqual([]);
  });

  it.each([429, 503])("says what to do about a server that keeps putting requests off with %d", async (status) => {
    const session = fakeSession(() => http(status, { "retry-after": "0" }));
    const run = runOf([session]);
    const [result] = await run.go([callOnce("a/b")], ["s"]);
    expect(result?.outcome).toEqual({
      verdict: "inconclusive",
      reason: "unclear",
      because: "the server limits the rate of calls; lower --rate",
    });
    expect([session.asked.length, run.incidents]).toEqual([7, []]);
  });

  it("says that access was withdrawn, not that the server went away", async () => {
    const [result] = await runOf([fakeSession(() => http(401))]).go([callOnce("a/b")], ["s"]);
    expect(result?.outcome).toMatchObject({ error: "target-lost", because: "access was withdrawn: HTTP 401" });
  });

  it("closes every session when a lane breaks, after the other lanes have ended", async () => {
    const sessions = [fakeSession(() => fine), fakeSession(() => fine)];
    const run = runOf(sessions, (event) => {
      if (event.type === "subject-finished" && event.subject === "bad") throw new Error("no room on the disk");
    });
    await expect(run.go([callOnce("a/b")], ["bad", "good"])).rejects.toThrow("no room");
    expect(sessions.map(({ ended }) => ended)).toEqual(["closed by us", "closed by us"]);
  });
});

function check(id: string, changes: Partial<Check>): Check {
  return defineCheck({
    id,
    title: "",
    severity: "high",
    why: "",
    fix: "",
    refs: { cwe: [], owaspMcp: [], cosai: [], spec: [] },
    needs: ["calls"],
    uses: [],
    phase: "main",
    control: "success",
    requests: 10,
    subjects: () => [],
    probe: async () => undefined,
    judge: ({ exchanges: [first] }) => ({ verdict: "pass", because: "", control: first?.id ?? "" }),
    ...changes,
  } as Check);
}

function callOnce(id: string): Check {
  return check(id, {
    probe: async ({ calls, subject }) => void (await calls.tool(subject.key, {}, { role: "attack", label: "call" })),
  });
}

function runOf(sessions: readonly FakeSession[], watch: (event: Event) => void = () => undefined) {
  const restarts = { left: 5 };
  const open = opensInTurn(sessions.map((session) => ({ ok: true, session })));
  let lines = 0;
  const recorder = openRecorder(openRedactor([], randomBytes(32)), () => void lines++);
  const budget = openBudget({ requests: 1_000, seconds: 60, concurrency: 1, rate: 100_000 }, () => 0);
  const incidents: Incident[] = [];
  const setting: RunSetting = {
    seed: 1,
    principal: "anonymous",
    scene: {} as Scene,
    samples: {},
    args: {
      valid: () => ({ args: {}, source: "schema" }),
      place: (args) => args,
      read: () => undefined,
      known: () => undefined,
      typical: () => undefined,
    },
    recorder,
    budget,
    emit: watch,
    now: () => 0,
    timeoutMs: 1_000,
    interrupted: new AbortController().signal,
    newLink: (): Link => openLink(open, restarts),
    incident: (incident) => void incidents.push(incident),
    database: undefined,
    tap: undefined,
  };
  return {
    recorder,
    budget,
    incidents,
    recorded: () => lines,
    /** One subject list for each check; a single check with several subjects gets as many lanes. */
    go: (checks: readonly Check[], ...keys: string[][]) => {
      const pairs = checks.flatMap((one, i) =>
        (keys[i] ?? []).map((key): [Check, Subject] => [one, { key, param: "p" }]),
      );
      const plan = pairs.map(([one, subject], index) => ({ no: index + 1, check: one, subject, skip: undefined }));
      return runPlan(plan, setting, keys[0]?.length ?? 1);
    },
  };
}
