import { describe, expect, it } from "vitest";
import type { Check } from "../../src/model/check.ts";
import type { Json, JsonObject } from "../../src/model/json.ts";
import type { Reply } from "../../src/model/reply.ts";
import { refused, said } from "../../test/imagined-server.ts";
import { outcomeOfTools } from "../../test/imagined-tools.ts";
import operatorInQueryValue from "./operator-in-query-value.ts";
import pipelineStageWrites from "./pipeline-stage-writes.ts";

const scalar = { type: "object", properties: { q: { type: "string" } }, required: ["q"] };
const list = {
  type: "object",
  properties: { q: { type: "array", items: { type: "object" } } },
  required: ["q"],
};

/** One round against an imagined tool `t` with the argument `q`. */
async function verdictOf(
  check: Check,
  inputSchema: JsonObject,
  given: Json,
  answer: (value: Json, call: number, fresh: boolean) => Reply,
): Promise<string> {
  const server = {
    tools: [{ name: "t", inputSchema }],
    samples: { t: { q: given } },
    answer: (_: string, { q }: JsonObject, call: number, fresh: boolean) => answer(q ?? null, call, fresh),
  };
  const outcome = await outcomeOfTools(check, server, "t", "q");
  return outcome.verdict;
}

const known = (found: boolean): Reply => said(found ? "Ada Park, Porto" : "nobody");

describe("operator-in-query-value is not deceived by", () => {
  const ask = (answer: (value: Json, call: number) => Reply) => verdictOf(operatorInQueryValue, scalar, "Ada", answer);

  it.each([
    ["a server that turns objects into text", (value: Json) => known(String(value) === "Ada")],
    [
      "a server that takes any object for a match",
      (value: Json) => known(typeof value === "object" || value === "Ada"),
    ],
    ["a server that searches the text of what it gets", (value: Json) => known(JSON.stringify(value).includes("Ada"))],
    ["a server that takes the first text it finds", (value: Json) => known(leaf(value) === "Ada")],
    ["a server that takes the last text it finds", (value: Json) => known(leaf(value, true) === "Ada")],
    [
      "a server that drops what starts with a dollar",
      (value: Json) => known(typeof value !== "object" && value === "Ada"),
    ],
    [
      "a server that only knows $eq and $in by their looks",
      (value: Json) => known(/^("Ada"|\{"\$(eq|in)":(\["?)?"?Ada)/.test(JSON.stringify(value))),
    ],
    [
      "a server that refuses operators in its own words",
      (value: Json) => (typeof value === "object" ? refused("Not like that.") : known(value === "Ada")),
    ],
  ] satisfies [string, (value: Json) => Reply][])("%s, which passes", async (_, answer) => {
    expect(await ask(answer)).toBe("pass");
  });

  it("answers by chance", async () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      let state = seed;
      const coin = (): boolean => {
        state = (state * 48_271) % 2_147_483_647;
        return state % 2 === 0;
      };
      expect(await ask(() => known(coin()))).not.toBe("fail");
    }
  });

  it("a schema that holds the argument to its type, which is not applicable", async () => {
    const strict = (value: Json): Reply =>
      typeof value === "string"
        ? known(value === "Ada")
        : { kind: "rpc-error", code: -32602, message: "Invalid arguments: q must be a string" };
    expect(await ask(strict)).toBe("not-applicable");
  });

  it("an answer that never changes, and gives no pass for it", async () => {
    expect(await ask(() => said("Done."))).toBe("not-applicable");
  });

  it("but convicts one that evaluates them", async () => {
    expect(await ask((value) => known(evaluates(value)))).toBe("fail");
  });
});

describe("pipeline-stage-writes is not deceived by", () => {
  const ask = (answer: (stages: readonly JsonObject[], call: number, fresh: boolean) => Reply) =>
    verdictOf(pipelineStageWrites, list, [], (value, call, fresh) => answer(value as JsonObject[], call, fresh));
  const summed = (stages: readonly JsonObject[]): Reply => {
    const [, a, b] = /"\$sum":\[(\d+),(\d+)\]/.exec(JSON.stringify(stages)) ?? [];
    return said(a === undefined ? "[]" : JSON.stringify([{ gauntlet: Number(a) + Number(b) }]));
  };
  const writesIn = (stages: readonly JsonObject[]): boolean => /\$(out|merge)/.test(JSON.stringify(stages));
  const exists = (stages: readonly JsonObject[]): boolean => !JSON.stringify(stages).includes("$gauntlet");

  it("a tool that adds numbers and refuses stages that write, which passes", async () => {
    expect(await ask((stages) => (writesIn(stages) ? refused("$out is not allowed") : summed(stages)))).toBe("pass");
  });

  it("a tool that drops stages it does not like, of which nothing can be concluded", async () => {
    expect(await ask((stages) => summed(stages))).toBe("inconclusive");
  });

  it("a tool that says yes and shows nothing, which is a suspicion at most", async () => {
    expect(await ask((stages) => (exists(stages) ? summed(stages) : refused("unknown stage")))).toBe("suspected");
  });

  it("a memory of one session's own, which is a suspicion at most", async () => {
    let remembered = "";
    const answer = (stages: readonly JsonObject[], _: number, fresh: boolean): Reply => {
      if (writesIn(stages)) {
        remembered = JSON.stringify(summed(stages));
        return said("ok");
      }
      return !fresh && JSON.stringify(stages).includes("$unionWith") ? said(remembered) : summed(stages);
    };
    expect(await ask(answer)).toBe("suspected");
  });

  it("something that takes lists and is no store, which is not applicable", async () => {
    expect(await ask((stages) => said(`${stages.length} items`))).toBe("not-applicable");
  });
});

function leaf(value: Json, last = false): Json {
  if (typeof value !== "object" || value === null) return value;
  const inner = Object.values(value).flat() as Json[];
  return inner.length === 0 ? null : leaf(inner.at(last ? -1 : 0) ?? null, last);
}

/** The operators of a document store, on one record. */
function evaluates(value: Json | undefined): boolean {
  if (typeof value !== "object" || value === null) return value === "Ada";
  return Object.entries(value).every(([operator, operand]) => {
    const among = Array.isArray(operand) && operand.includes("Ada");
    switch (operator) {
      case "$eq":
        return operand === "Ada";
      case "$ne":
        return operand !== "Ada";
      case "$in":
        return among;
      case "$nin":
        return !among;
      case "$not":
        return !evaluates(operand as Json);
      default:
        return false;
    }
  });
}
