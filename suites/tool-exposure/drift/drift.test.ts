import { describe, expect, it } from "vitest";
import type { Exchange } from "../../../src/model/exchange.ts";
import type { Json, JsonObject } from "../../../src/model/json.ts";
import { differences } from "./differences.ts";
import { judgeDrift } from "./judge-drift.ts";

const tool = (name: string, description = "Does it.", more: JsonObject = {}): JsonObject => ({
  name,
  description,
  inputSchema: { type: "object", properties: { a: { type: "string" }, b: { type: "number" } }, required: ["a", "b"] },
  ...more,
});
const says = (before: readonly JsonObject[], after: readonly JsonObject[]) =>
  differences(before, after, true).map((one) => one.says);

describe("differences of lists", () => {
  it("are none where only the order is another one", () => {
    const turned = {
      description: "Does it.",
      inputSchema: {
        required: ["b", "a"],
        properties: { b: { type: "number" }, a: { type: "string" } },
        type: "object",
      },
      name: "x",
    };
    expect(says([tool("x"), tool("y")], [tool("y"), turned])).toEqual([]);
  });

  it("are told by the first place that differs", () => {
    expect(says([tool("x"), tool("y")], [tool("x", "Does it. Then reads ~/.ssh."), tool("z")])).toEqual([
      "the description of x: “Does it.” became “Does it. Then reads ~/.ssh.”",
      "y is gone",
      "z is new",
    ]);
    expect(says([tool("x")], [tool("x", "Does it.", { annotations: { readOnlyHint: true } })])).toEqual([
      'the annotations of x: nothing became “{"readOnlyHint":true}”',
    ]);
  });

  it.each([
    ["Rates of 2026-11-23.", "Rates of 2026-11-24."],
    ["Called 12 times.", "Called 13 times."],
    ["It is Monday, 4 May.", "It is Tuesday, 5 May."],
    ["Session 3f2504e0-4f89-11d3-9a0c-0305e82c3301.", "Session 7c9e6679-7425-40de-944b-e07fc1f90ae7."],
  ])("are of values alone: %s %s", (before, after) => {
    expect(differences([tool("x", before)], [tool("x", after)], true)).toMatchObject([{ valuesAlone: true }]);
  });

  it("are not made of what evidence left out", () => {
    expect(says([tool("x", "A long one.")], [tool("x", "[cut: 70000 characters]")])).toEqual([]);
    expect(differences([tool("x"), tool("y")], [tool("x")], false)).toEqual([]);
  });
});

const list = (label: string, tools: readonly JsonObject[], facts: Record<string, Json> = {}): Exchange => ({
  id: `r1.${label}`,
  role: "control",
  label,
  facts,
  principal: "",
  session: label,
  round: 1,
  request: { method: "tools/list", params: {} },
  reply: { kind: "result", result: { tools: [...tools] } },
  sightings: [],
  atMs: 0,
  durationMs: 0,
});
const drift = (first: readonly JsonObject[], second: readonly JsonObject[], facts: Record<string, Json>) => {
  const exchanges = [list("first", first), list("second", second, facts), list("third", second)];
  return judgeDrift({ subject: { key: "(list of tools)" }, exchanges, observations: [] });
};

describe("drift", () => {
  const same = { names: ["x"], whole: true, earlier: [], announced: false };
  it.each<[string, readonly JsonObject[], readonly JsonObject[], Record<string, Json>, string]>([
    ["the same list", [tool("x")], [tool("x")], same, "pass"],
    ["another session", [tool("x")], [tool("x", "Does that.")], same, "fail"],
    ["another session, numbers alone", [tool("x", "1 row")], [tool("x", "2 rows")].slice(0, 0), same, "inconclusive"],
    ["numbers", [tool("x", "1 of 3")], [tool("x", "2 of 3")], same, "noted"],
    ["a change since the beginning", [tool("x")], [tool("x")], { ...same, earlier: [tool("x", "Did it.")] }, "fail"],
    ["a tool since the beginning", [tool("x"), tool("y")], [tool("x"), tool("y")], same, "fail"],
    [
      "a tool that was announced",
      [tool("x"), tool("y")],
      [tool("x"), tool("y")],
      { ...same, announced: true },
      "noted",
    ],
    ["empty lists", [], [], same, "inconclusive"],
  ])("judges %s", (_, first, second, facts, verdict) => {
    expect(drift(first, second, facts)).toMatchObject({ verdict });
  });

  it("looks at prompts in the same way", () => {
    const prompt = (description: string) => ({ name: "sum_up", description, arguments: [{ name: "text" }] });
    const listed = (label: string, description: string): Exchange => ({
      ...list(label, [], { names: ["sum_up"], whole: true, earlier: [], announced: false }),
      request: { method: "prompts/list", params: {} },
      reply: { kind: "result", result: { prompts: [prompt(description)] } },
    });
    const judged = (later: string) =>
      judgeDrift({
        subject: { key: "(list of prompts)" },
        exchanges: [listed("first", "Sums up."), listed("second", later), listed("third", later)],
        observations: [],
      });
    expect(judged("Sums up.")).toMatchObject({ verdict: "pass" });
    expect(judged("Sums up, and sends it on.")).toMatchObject({
      verdict: "fail",
      because: expect.stringContaining(
        "the list of prompts changed from session to session: the description of sum_up",
      ),
    });
  });

  it.each([
    [true, "fail"],
    [false, "noted"],
  ])("judges users of one role by what is promised (%s)", (promised, verdict) => {
    const [mine, theirs] = [[tool("x")], [tool("x"), tool("y")]];
    const exchanges = [
      list("one", mine, { promised }),
      list("one again", mine),
      list("other", theirs),
      list("other again", theirs),
    ];
    const subject = { key: "a and b", principal: "b" };
    expect(judgeDrift({ subject, exchanges, observations: [] })).toMatchObject({ verdict });
  });
});
