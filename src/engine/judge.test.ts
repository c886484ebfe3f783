import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defineCheck, type Evidence } from "../model/check.ts";
import type { Exchange } from "../model/exchange.ts";
import type { Reply } from "../model/reply.ts";
import type { Judgement } from "../model/verdict.ts";
import { judge } from "./judge.ts";

describe("judge", () => {
  it("lets a pass through whose control succeeded", () => {
    const evidence = evidenceOf([exchange("r1.1", { kind: "result", result: {} })]);
    expect(judge(checkThatSays(passOn("r1.1")), evidence).verdict).toBe("pass");
  });

  it("never gives a pass where nothing succeeded, whatever the judge says", () => {
    const failing = fc.constantFrom<Reply>(
      { kind: "tool-error", result: {} },
      { kind: "rpc-error", code: -32602, message: "no" },
      { kind: "http-error", status: 401, headers: {}, body: "" },
      { kind: "malformed", why: "no", excerpt: "" },
      { kind: "timeout", afterMs: 1 },
      { kind: "closed", why: "gone" },
    );
    fc.assert(
      fc.property(fc.array(failing), fc.nat(9), (replies, named) => {
        const evidence = evidenceOf(replies.map((reply, i) => exchange(`r1.${i}`, reply)));
        expect(judge(checkThatSays(passOn(`r1.${named}`)), evidence).verdict).toBe("inconclusive");
      }),
    );
  });

  it("takes a fail without evidence for a bug of ours", () => {
    const failed: Judgement = { verdict: "fail", because: "", proof: ["r9.9"], techniques: [] };
    expect(judge(checkThatSays(failed), evidenceOf([]))).toMatchObject({ verdict: "error", error: "harness-bug" });
  });

  it("takes a judge that throws for a bug of ours", () => {
    const check = checkThatSays(() => {
      throw new Error("oops");
    });
    expect(judge(check, evidenceOf([]))).toMatchObject({ verdict: "error", error: "harness-bug" });
  });
});

function passOn(control: string): Judgement {
  return { verdict: "pass", because: "", control };
}

function checkThatSays(judgement: Judgement | (() => Judgement)) {
  return defineCheck({
    id: "test/check",
    title: "",
    severity: "high",
    why: "",
    fix: "",
    refs: { cwe: [], owaspMcp: [], cosai: [], spec: [] },
    needs: [],
    uses: [],
    phase: "main",
    control: "success",
    requests: 1,
    subjects: () => [],
    probe: async () => undefined,
    judge: () => (typeof judgement === "function" ? judgement() : judgement),
  });
}

function evidenceOf(exchanges: readonly Exchange[]): Evidence {
  return { subject: { key: "x" }, exchanges, observations: [] };
}

function exchange(id: string, reply: Reply): Exchange {
  return {
    id,
    role: "control",
    label: "",
    facts: {},
    principal: "anonymous",
    session: "s1",
    round: 1,
    request: { method: "tools/call", params: {} },
    reply,
    sightings: [],
    atMs: 0,
    durationMs: 0,
  };
}
