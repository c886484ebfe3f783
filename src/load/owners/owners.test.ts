import { describe, expect, it } from "vitest";
import type { Reply } from "../../model/reply.ts";
import { outcomeOf } from "../outcome/outcome-of.ts";
import { marksOf } from "./marks.ts";
import { openOwners, type Showing } from "./owners.ts";

const marks = marksOf("abcdef");

function ownersOf(shows: Showing) {
  return openOwners(new Map([["t", shows]]), marks, (args, path, value) => ({ ...args, [path]: value }));
}

function said(text: string, isError = false): Reply {
  return { kind: isError ? "tool-error" : "result", result: { content: [{ type: "text", text }], isError } };
}

describe("whose an answer is", () => {
  const byArgument: Showing = { by: "argument", path: "name" };
  const byAnswer: Showing = {
    by: "answer",
    answers: new Map([
      [0, "ann's"],
      [1, "bob's"],
      [2, "ann's"],
    ]),
  };

  it.each([
    ["one's own mark", byArgument, `for ${marks.of(1)}`, false, "ok"],
    ["one's own among others", byArgument, `for ${marks.of(2)} and ${marks.of(1)}`, false, "ok"],
    ["somebody else's mark", byArgument, `for ${marks.of(2)}`, false, "foreign-reply"],
    ["somebody else's mark in an error", byArgument, `no ${marks.of(2)}`, true, "foreign-reply"],
    ["no mark", byArgument, "for nobody", false, "wrong-reply"],
    ["no mark in an error", byArgument, "busy", true, "tool-error"],
    ["one's own answer", byAnswer, "bob's", false, "ok"],
    ["the answer of others", byAnswer, "ann's", false, "foreign-reply"],
    ["an answer that nobody had before", byAnswer, "new", false, "ok"],
  ] as const)("is told by %s", (_, shows, text, isError, outcome) => {
    const reply = said(text, isError);
    expect(ownersOf(shows).check("t", 1, reply, outcomeOf(reply)).outcome).toBe(outcome);
  });

  it("is nobody's who was not learnt, nor of a tool that does not show it", () => {
    const owners = ownersOf(byAnswer);
    const reply = said("ann's");
    expect(owners.check("t", 7, reply, outcomeOf(reply)).outcome).toBe("ok");
    expect(owners.check("other", 1, reply, outcomeOf(reply)).outcome).toBe("ok");
    expect(owners.sum()).toEqual({ tools: ["t"], checked: 0, foreign: [], lost: 0 });
  });

  it("is counted, and so is what never came", () => {
    const owners = ownersOf(byArgument);
    for (const reply of [said(marks.of(4)), { kind: "timeout", afterMs: 9 } as const]) {
      owners.check("t", 3, reply, outcomeOf(reply));
    }
    expect(owners.mark("t", { name: "x" }, 3)).toEqual({ name: marks.of(3) });
    expect(owners.sum()).toEqual({ tools: ["t"], checked: 1, foreign: [{ call: "t", user: 3, owner: 4 }], lost: 1 });
  });
});
