import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import type { Reply } from "../../src/model/reply.ts";
import { refused, said } from "../../test/imagined-server.ts";
import { outcomeOfTools } from "../../test/imagined-tools.ts";
import check from "./stored-value-in-sql-text.ts";

const text = { type: "object", properties: { text: { type: "string" } }, required: ["text"] };
const numbered = { type: "object", properties: { id: { type: "integer" } }, required: ["id"] };
const made = { from: "add_text", path: "$.id" };
const record = { ...made, teardown: "delete_text" };

/** What a check says of a server that keeps texts; `use` answers about one of them. */
async function outcomeOf(
  use: (value: string, all: readonly string[], call: number) => Reply,
  add: (value: string) => string = (value) => value,
) {
  const texts = new Map<number, string>();
  let next = 1;
  const answer = (tool: string, args: JsonObject, call: number): Reply => {
    if (tool === "add_text") {
      texts.set(next, add(String(args.text)));
      return said(JSON.stringify({ id: next++ }));
    }
    if (tool === "delete_text") return said(`${texts.delete(Number(args.id))}`);
    const found = texts.get(Number(args.id));
    return found === undefined ? said("There is no such text.") : use(found, [...texts.values()], call);
  };
  const server = {
    tools: [
      { name: "add_text", inputSchema: text },
      { name: "use_text", inputSchema: numbered },
      { name: "delete_text", inputSchema: numbered },
    ],
    samples: { add_text: { text: "hello" }, use_text: { id: record }, delete_text: { id: made } },
    answer,
  };
  const outcome = await outcomeOfTools(check, server, "add_text", "text");
  return { ...outcome, left: texts.size };
}

const multiplied = (value: string): string =>
  value.replaceAll(/(\d+)\*(\d+)/g, (_, a, b) => String(Number(a) * Number(b)));

describe("stored-value-in-sql-text is not deceived by", () => {
  it.each([
    ["a reader that shows the text as it is", (value: string) => said(`It says ${value}.`)],
    ["a reader that escapes it", (value: string) => said(`It says ${value.replaceAll("'", "&#39;")}.`)],
    ["a reader that shows all texts", (_: string, all: readonly string[]) => said(all.join("\n"))],
    [
      "a reader that counts",
      (value: string, all: readonly string[]) => said(`${all.filter((one) => one === value).length} of ${all.length}`),
    ],
  ] satisfies [string, (value: string, all: readonly string[]) => Reply][])(
    "%s, and takes its texts away",
    async (_, use) => {
      const outcome = await outcomeOf(use);
      expect(outcome).toMatchObject({ verdict: "pass", left: 0 });
    },
  );

  it.each([
    [
      "a reader that works out sums wherever it sees one",
      (value: string) => said(multiplied(value.replaceAll("'", ""))),
    ],
    ["a reader that dislikes quotes", (value: string) => (/['"]/.test(value) ? refused("syntax error") : said(value))],
    ["answers by chance", (_: string, __: readonly string[], call: number) => said((call * 7919) % 13 < 6 ? "a" : "b")],
  ] satisfies [string, (value: string, all: readonly string[], call: number) => Reply][])("%s", async (_, use) => {
    expect(["inconclusive", "pass"]).toContain((await outcomeOf(use)).verdict);
  });

  it("a text that is multiplied on its way in, which is another check's finding", async () => {
    const outcome = await outcomeOf((value) => said(value), multiplied);
    expect(outcome.verdict).not.toBe("fail");
  });

  it("but convicts a reader that evaluates conditions", async () => {
    const evaluates = (value: string): Reply => {
      const [, a, b, c] = /' AND (\d+)=(\d+)-(\d+) AND 'g'='g$/.exec(value) ?? [];
      if (a !== undefined) return said(Number(a) === Number(b) - Number(c) ? "1 text" : "0 texts");
      return said(value.includes("'") ? "0 texts" : "1 text");
    };
    expect(await outcomeOf(evaluates)).toMatchObject({ verdict: "fail", techniques: ["boolean"], left: 0 });
  });
});
