import sqlite3 from "node-sqlite3-wasm";
import { describe, expect, it } from "vitest";
import { type Answer, outcomeOn, refused, said } from "../../test/imagined-server.ts";
import check from "./argument-in-sql-text.ts";

const multiplied = (text: string): string => text.replaceAll(/(\d+)\*(\d+)/g, (_, a, b) => String(a * b));
const blind: Answer = () => said("Done.");
const asText = (took: (value: string, call: number) => number) => ({ promises: {}, type: "string", took }) as const;

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
    expect(["pass", "inconclusive"]).toContain((await outcomeOn(check, answer)).verdict);
  });

  it.each([
    ["a limit of the rate in the middle", limited],
    ["a parser's complaint that nothing explains", complaining],
    [
      "refusals by status",
      (_, call) => (call <= 3 ? said("3 rows") : { kind: "http-error", status: 403, headers: {}, body: "" }),
    ],
  ] satisfies [string, Answer][])("%s, and gives no pass for it", async (_, answer) => {
    expect(await outcomeOn(check, answer)).toMatchObject({ verdict: "inconclusive" });
  });
});

/** An allow-list behind a guard that takes comments out: every comment keeps the answer, and no statement is ever touched. */
const stripping: Answer = (value) => {
  const name = value
    .replaceAll(/\/\*.*?\*\//gs, " ")
    .replace(/--.*/, "")
    .trim();
  return name === "gauntlet" ? said("5 rows") : refused("not an accepted value");
};

/** The same behind a guard that takes every sign out that is no letter. */
const cleaning: Answer = (value) =>
  value.replaceAll(/[^a-z]/gi, "").startsWith("gauntlet") ? said("5 rows") : refused("no such thing");

/** Reads the first word and ignores the rest. */
const firstWord: Answer = (value) =>
  /^\W*gauntlet\b/.test(value) ? said("5 rows") : refused(`no such table: ${value.slice(0, 10)}`);

describe("argument-in-sql-text raises no alarm on", () => {
  it.each([
    ["a guard that takes comments out", stripping],
    ["a guard that takes signs out", cleaning],
    ["a tool that reads the first word", firstWord],
    ["a coin", (_, call) => said((call * 7919) % 13 < 6 ? "found" : "not found")],
    ["a tool that fails every third time", (_, call) => (call % 3 === 0 ? refused("try again") : said("3 rows"))],
    ["a tool that always answers with a complaint", () => refused('syntax error at or near "x"')],
    [
      "a firewall",
      (value) => (/\b(select|and|or|union|case)\b|--|;/i.test(value) ? refused("Blocked.") : said("3 rows")),
    ],
    ["a visitors' counter", (_, call) => said(`visits: ${call}`)],
  ] satisfies [string, Answer][])("%s", async (_, answer) => {
    expect(["pass", "inconclusive"]).toContain((await outcomeOn(check, answer)).verdict);
  });

  it.each([
    ["a tool that shows nothing and takes its time", (_: string, call: number) => 50 + ((call * 7919) % 97) * 12],
    ["one that takes longer for longer values", (value: string) => value.length * 8],
    ["one that gets slower with every call", (_: string, call: number) => call * 60],
    ["one that takes as long as the largest number it reads", (value: string) => largest(value) * 1000],
  ])("%s", async (_, took) => {
    expect(["pass", "inconclusive"]).toContain((await outcomeOn(check, blind, asText(took))).verdict);
  });
});

describe("argument-in-sql-text", () => {
  it("finds a database that can only be made to wait", async () => {
    const waiting = (value: string): number => {
      const [, open, seconds] = /^gauntlet('?) AND \d+=\(SELECT \d+ FROM pg_sleep\((\d\.\d\d)\)\)/.exec(value) ?? [];
      return open === "'" ? 5 + Number(seconds) * 1000 : 5;
    };
    expect(await outcomeOn(check, blind, asText(waiting))).toMatchObject({ verdict: "fail", techniques: ["time"] });
  });

  it("passes a tool that shows nothing, once time has shown nothing either", async () => {
    const outcome = await outcomeOn(check, blind);
    expect(outcome).toMatchObject({ verdict: "pass" });
    expect(outcome.because).toContain("or delayed it");
  });

  it("has no question for an argument that takes nothing but numbers", async () => {
    const numbers: Answer = (value) =>
      /^\d+$/.test(value) ? said("3 rows") : { kind: "rpc-error", code: -32602, message: "Expected number" };
    const outcome = await outcomeOn(check, numbers, { promises: {}, type: "integer" });
    expect(outcome).toMatchObject({ verdict: "not-applicable" });
  });

  it("keeps its control where a record can be made only once", async () => {
    const once: Answer = (value, call) =>
      value !== "gauntlet" ? said("made") : call === 1 ? said("made") : refused("there is one already");
    expect(await outcomeOn(check, once)).toMatchObject({ verdict: "pass", control: "r1.1" });
  });

  it("gives no pass where the answer to one value changes from call to call", async () => {
    const unsteady: Answer = (_, call) => (call % 2 === 0 ? refused("busy") : said("3 rows"));
    expect(await outcomeOn(check, unsteady)).toMatchObject({ verdict: "inconclusive" });
  });
});

function largest(value: string): number {
  return Math.max(0, ...(value.match(/\d+\.\d+/g) ?? []).map(Number));
}

describe("a tool that explains statements", () => {
  /** Asks a real parser, in the way given, and says what it said. */
  const explaining =
    (statement: (value: string) => string): Answer =>
    (value) => {
      const database = new sqlite3.Database();
      try {
        database.exec("create table shop (id integer, name text); insert into shop values (1, 'lamp')");
        return said(JSON.stringify(database.all(statement(value))));
      } catch (cause) {
        return refused(String(cause));
      } finally {
        database.close();
      }
    };
  const sample = { promises: {}, type: "string", sample: "SELECT name FROM shop WHERE id = 1" } as const;

  it("takes a statement by design, though none is run", async () => {
    const answer = explaining((value) => `explain query plan ${value}`);
    expect(await outcomeOn(check, answer, sample)).toMatchObject({ verdict: "not-applicable" });
  });

  it("is told from one that puts a condition into its own", async () => {
    const answer = explaining((value) => `select name from shop where ${value}`);
    expect(await outcomeOn(check, answer, { ...sample, sample: "id = 1" })).toMatchObject({ verdict: "fail" });
  });
});
