import { describe, expect, it } from "vitest";
import { type Answer, outcomeOn, refused, said } from "../../test/imagined-server.ts";
import argumentInSqlText from "./argument-in-sql-text.ts";
import readOnlyPromiseBroken from "./read-only-promise-broken.ts";

const multiplied = (text: string): string => text.replaceAll(/(\d+)\*(\d+)/g, (_, a, b) => String(a * b));

/** A search engine that lists the words it understood, and how long it took. */
const searchEngine: Answer = (value, call) => {
  const words = [...new Set(value.toLowerCase().match(/[a-z0-9]{2,}/g))].filter((word) => word !== "and");
  const hits = value.includes("gauntlet") ? "Three documents" : "Nothing";
  return said(`${hits}. Words: ${words.join(" ")}. Took ${100 + call} ms`);
};

/** A dictionary that works out sums wherever it sees one. */
const calculator: Answer = (value) => said(`${value === "gauntlet" ? "A glove. " : "Unknown. "}${multiplied(value)}`);

/** Works three times, then limits the rate of calls by saying so. */
const limited: Answer = (value, call) =>
  call <= 4 ? said(`found: ${value.length}`) : said("Server busy. Retry later.");

/** Pastes the value into a statement as a name, which no technique here breaks out of, and shows the parser's complaint. */
const complaining: Answer = (value) =>
  value === "gauntlet" ? said("5 rows") : said(`Database error: near "${value.slice(0, 3)}": syntax error`);

describe("argument-in-sql-text is not deceived by", () => {
  it.each([
    ["a search engine that shows its words", searchEngine],
    ["a tool that does sums", calculator],
  ])("%s", async (_, answer) => {
    expect(["pass", "inconclusive"]).toContain((await outcomeOn(argumentInSqlText, answer)).verdict);
  });

  it.each([
    ["a limit of the rate in the middle", limited],
    ["a parser's complaint that nothing explains", complaining],
    [
      "refusals by status",
      (_, call) => (call <= 3 ? said("3 rows") : { kind: "http-error", status: 403, headers: {}, body: "" }),
    ],
  ] satisfies [string, Answer][])("%s, and gives no pass for it", async (_, answer) => {
    expect(await outcomeOn(argumentInSqlText, answer)).toMatchObject({ verdict: "inconclusive" });
  });
});

/** Runs SELECT statements alone, of one database that all sessions share; `extra` answers first. */
const sqlTool =
  (extra: Answer): Answer =>
  (value, call, fresh) => {
    const own = extra(value, call, fresh);
    if (own.kind !== "closed") return own;
    if (!/^(select|with)\b/i.test(value)) return refused(`syntax error at or near "${value.split(" ")[0]}"`);
    if (value.includes(";")) return refused("one statement only");
    if (value.includes("pg_typeof")) return refused("no such function: pg_typeof");
    const [, before, after] = /'(\w{6})'\|\|name\|\|'(\w{6})'/.exec(value) ?? [];
    if (before !== undefined) return said(`${before}customers${after}`);
    if (/^SELECT v FROM/.test(value)) return refused("no such table");
    return said(multiplied(value).replace(/^SELECT |CAST\(| AS text\)/g, ""));
  };
const pass: Reply = { kind: "closed", why: "not mine" };
type Reply = ReturnType<Answer>;

describe("read-only-promise-broken is not deceived by", () => {
  it("a guard that answers a statement it does not run with a text", async () => {
    const answer = sqlTool((value) => {
      if (!/DELETE FROM/.test(value) || !/^WITH/.test(value)) return pass;
      return /gauntlet_/.test(value) ? refused("no such table") : said("Nothing was executed.");
    });
    expect((await outcomeOn(readOnlyPromiseBroken, answer)).verdict).toBe("suspected");
  });

  it("an assistant that does sums and remembers", async () => {
    const memory: string[] = [];
    const answer: Answer = (value) => {
      memory.push(multiplied(value));
      return said(memory.slice(-3).join(" | "));
    };
    expect(["not-applicable", "inconclusive"]).toContain((await outcomeOn(readOnlyPromiseBroken, answer)).verdict);
  });

  it("a database of each session's own, and gives no pass for it", async () => {
    const tables = new Map<string, string>();
    const answer = sqlTool((value, _, fresh) => {
      const [, made, a, b] = /^CREATE TABLE (\w+) AS SELECT CAST\((\d+)\*(\d+)/.exec(value) ?? [];
      if (made !== undefined) {
        tables.set(made, String(Number(a) * Number(b)));
        return said("ok");
      }
      const [, asked = ""] = /^SELECT v FROM (\w+)/.exec(value) ?? [];
      return !fresh && tables.has(asked) ? said(tables.get(asked) ?? "") : pass;
    });
    expect((await outcomeOn(readOnlyPromiseBroken, answer)).verdict).toBe("suspected");
  });

  it("a limit of the rate in the middle", async () => {
    const limit = sqlTool((_, call) => (call > 6 ? refused("rate limit exceeded") : pass));
    expect(await outcomeOn(readOnlyPromiseBroken, limit)).toMatchObject({ verdict: "inconclusive" });
    expect(
      (
        await outcomeOn(
          readOnlyPromiseBroken,
          sqlTool(() => pass),
        )
      ).verdict,
    ).toBe("pass");
  });
});
