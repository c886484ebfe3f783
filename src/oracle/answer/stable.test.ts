import { describe, expect, it } from "vitest";
import type { Reply } from "../../model/reply.ts";
import { learnAnswer, sameAnswer } from "./stable.ts";

const said = (text: string): Reply => ({ kind: "result", result: { content: [{ type: "text", text }] } });

describe("sameAnswer", () => {
  it("sees through what changes from reply to reply", () => {
    const stable = learnAnswer([said("1 row: Ada, London. took 12 ms"), said("1 row: Ada, London. took 48 ms")], "x");
    expect(stable && sameAnswer(stable, said("1 row: Ada, London. took 7 ms"), "x")).toBe(true);
    expect(stable && sameAnswer(stable, said("0 rows. took 7 ms"), "x")).toBe(false);
  });

  it("does not take an echo of the request for an answer", () => {
    const stable = learnAnswer([said("nothing for 'Ada'"), said("nothing for 'Ada'")], "Ada");
    expect(stable && sameAnswer(stable, said("nothing for 'Ada\" AND 1=1'"), 'Ada" AND 1=1')).toBe(true);
    expect(stable && sameAnswer(stable, said("nothing for &#39;b&#39;"), "'b'")).toBe(true);
  });

  it("looks past the value itself, which rows and echoes hold alike", () => {
    const stable = learnAnswer([said("Ada, London"), said("Ada, London")], "Ada");
    expect(stable && sameAnswer(stable, said("Ada, London"), "Ada' AND 1=1 AND 'g'='g")).toBe(true);
    expect(stable && sameAnswer(stable, said("nobody"), "Ada' AND 1=2 AND 'g'='g")).toBe(false);
  });

  it("does not find a short value inside of words that change by themselves", () => {
    const [one, other] = [said("ticket 7: 91c7d0 480716"), said("ticket 7: 55e2aa 193384")];
    const stable = learnAnswer([one, other], "7");
    expect(stable?.volatile).toBe(2);
    expect(stable && sameAnswer(stable, said("ticket 7: 7f7e10 977113"), "7")).toBe(true);
  });

  it("tells a reply of another kind", () => {
    const stable = learnAnswer([said("ok")], "");
    const error: Reply = { kind: "tool-error", result: { content: [{ type: "text", text: "ok" }] } };
    expect(stable && sameAnswer(stable, error, "")).toBe(false);
  });

  it("does not learn from replies of different kinds", () => {
    expect(learnAnswer([said("ok"), { kind: "timeout", afterMs: 1 }], "")).toBeUndefined();
  });

  it("tells an empty list from a full one", () => {
    const stable = learnAnswer([said("[]"), said("[]")], "x");
    expect(stable && sameAnswer(stable, said("[]"), "x")).toBe(true);
    expect(stable && sameAnswer(stable, said('[{"id":1}]'), "x")).toBe(false);
  });
});
