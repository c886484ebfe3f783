import sqlite3 from "node-sqlite3-wasm";
import { describe, expect, it } from "vitest";
import { type Answer, type Imagined, outcomeOn, refused, said } from "../../test/imagined-server.ts";
import forbiddenTableReadable from "./forbidden-table-readable.ts";
import moreRowsThanPromised from "./more-rows-than-promised.ts";
import orderInTextObeyed from "./order-in-text-obeyed.ts";

/** Runs one statement on a database of its own; throws what it says. */
function rowsOf(sql: string, tables = ""): readonly object[] {
  const database = new sqlite3.Database(":memory:");
  try {
    database.exec(
      `create table salary (id integer); insert into salary values (1); create table bare (id integer); ${tables}`,
    );
    return database.all(sql) as object[];
  } finally {
    database.close();
  }
}

/** Runs a statement that an imagined server found in a text. */
const run = (sql: string | undefined, tables = "") => {
  if (sql === undefined) return said("How can I help?");
  try {
    return said(JSON.stringify(rowsOf(sql, tables)));
  } catch (error) {
    return refused((error as Error).message);
  }
};

/** A tool that takes SQL; `shape` changes what it shows, or throws what it refuses. */
const sqlTool =
  (shape: (rows: readonly object[], sql: string, call: number) => readonly object[]): Answer =>
  (value, call) => {
    try {
      return said(JSON.stringify(shape(rowsOf(value), value, call)));
    } catch (error) {
      return refused((error as Error).message);
    }
  };

const text = (promises: Imagined["promises"]): Imagined => ({ promises, type: "string" });
const number: Imagined = { promises: { maxRows: 50 }, type: "integer" };
const items = (count: number) => said(JSON.stringify(Array.from({ length: count }, (_, id) => ({ id }))));

describe("more-rows-than-promised", () => {
  const rows = text({ maxRows: 50 });

  it.each([
    ["shows all", sqlTool((all) => all), "fail"],
    ["stops at the promise", sqlTool((all) => all.slice(0, 50)), "pass"],
    ["stops one row late", sqlTool((all) => all.slice(0, 51)), "fail"],
    [
      "refuses long results",
      sqlTool((all) => {
        if (all.length > 50) throw new Error("too many rows");
        return all;
      }),
      "pass",
    ],
    [
      "stops answering",
      sqlTool((all, _, call) => {
        if (call > 5) throw new Error("come back tomorrow");
        return all;
      }),
      "inconclusive",
    ],
    [
      "allows no UNION",
      sqlTool((all, sql) => {
        if (/union/i.test(sql)) throw new Error("no UNION");
        return all;
      }),
      "inconclusive",
    ],
  ] satisfies [string, Answer, string][])("of a tool that takes SQL and %s", async (_, answer, verdict) => {
    expect((await outcomeOn(moreRowsThanPromised, answer, rows)).verdict).toBe(verdict);
  });

  it.each([
    ["gives what it is asked for", (n: number) => items(Math.min(n, 80)), "fail"],
    ["takes a negative number for all", (n: number) => items(n < 0 ? 80 : Math.min(n, 50)), "fail"],
    ["takes zero for all", (n: number) => items(n === 0 ? 80 : Math.min(Math.max(n, 1), 50)), "fail"],
    ["stops at the promise", (n: number) => items(Math.min(Math.max(n, 1), 50)), "pass"],
    ["refuses more", (n: number) => (n > 40 ? refused("40 at the most") : items(Math.max(n, 1))), "pass"],
    ["has too few items", (n: number) => items(Math.min(Math.max(n, 1), 12)), "inconclusive"],
    ["looks one item up", (n: number) => said(JSON.stringify([{ id: n }])), "not-applicable"],
    ["gives a vector", (n: number) => said(JSON.stringify(Array.from({ length: 90 }, () => n))), "not-applicable"],
    ["refuses everything", () => refused("no"), "inconclusive"],
  ])("of a tool that takes a number and %s", async (_, answer, verdict) => {
    expect((await outcomeOn(moreRowsThanPromised, (value) => answer(Number(value)), number)).verdict).toBe(verdict);
  });

  it.each([
    [1, "pass"],
    [2, "pass"],
    [3, "fail"],
  ])("of a tool that promises two rows and gives %i", async (given, verdict) => {
    const answer = sqlTool((all) => all.slice(0, given));
    expect((await outcomeOn(moreRowsThanPromised, answer, text({ maxRows: 2 }))).verdict).toBe(verdict);
  });

  it("finds a search that takes a wildcard for everything", async () => {
    const search: Answer = (value) => items(value === "%" ? 80 : 2);
    expect(await outcomeOn(moreRowsThanPromised, search, rows)).toMatchObject({
      verdict: "fail",
      techniques: ["percent"],
    });
  });
});

describe("forbidden-table-readable", () => {
  const closed = (...forbid: readonly string[]) => text({ tables: { forbid } });
  const not = (pattern: RegExp): Answer =>
    sqlTool((all, sql) => {
      if (pattern.test(sql)) throw new Error("not that table");
      return all;
    });

  it.each([
    ["nothing is closed", sqlTool((all) => all), ["plain"]],
    ["FROM is looked at alone", not(/from\s+(main\.)?salary\b/i), ["quoted", "after-comma"]],
    ["the comment is forgotten", not(/[\s."]salary\b/i), ["comment"]],
  ])("finds a way when %s", async (_, answer, techniques) => {
    const outcome = await outcomeOn(forbiddenTableReadable, answer, closed("salary"));
    expect(outcome).toMatchObject({ verdict: "fail", techniques: expect.arrayContaining(techniques) });
  });

  it("knows the other name of SQLite's catalogue", async () => {
    const outcome = await outcomeOn(forbiddenTableReadable, not(/sqlite_master/i), closed("sqlite_master"));
    expect(outcome).toMatchObject({ verdict: "fail", techniques: ["other-name"] });
  });

  it("finds tables by a pattern, whatever their letters", async () => {
    const outcome = await outcomeOn(
      forbiddenTableReadable,
      sqlTool((all) => all),
      closed("SAL*"),
    );
    expect(outcome).toMatchObject({ verdict: "fail", because: expect.stringContaining("main.salary (plain)") });
  });

  it.each([
    ["a guard that finds the name everywhere", not(/salary/i), closed("salary"), "pass"],
    ["a table that is not there", sqlTool((all) => all), closed("nowhere"), "pass"],
    ["an empty table", sqlTool((all) => all), closed("bare"), "suspected"],
    ["a pattern without a catalogue", not(/sqlite_master|salary/i), closed("sal*"), "inconclusive"],
    [
      "a limit of the rate",
      sqlTool((all, _, call) => {
        if (call > 9) throw new Error("slow down");
        return all;
      }),
      closed("bare"),
      "inconclusive",
    ],
    [
      // Whatever stands after FROM, the value is the same: some mocks are made like this.
      "a server that does not look at tables",
      ((sql) => run(sql.replace(/ FROM [^()]*$/, ""))) satisfies Answer,
      closed("salary"),
      "inconclusive",
    ],
  ])("is not deceived by %s", async (_, answer, setting, verdict) => {
    expect((await outcomeOn(forbiddenTableReadable, answer, setting)).verdict).toBe(verdict);
  });
});

describe("order-in-text-obeyed", () => {
  const orders = (answer: Answer) => outcomeOn(orderInTextObeyed, answer);
  it.each([
    ["up to the end", /\bselect\b.*$/is],
    ["up to a semicolon", /\bselect\b[^;]*(?=;)/i],
    ["out of a code block", /(?<=```sql\n)[^`;]*/],
    ["out of quotes", /(?<=')select[^']*(?=')/i],
    ["up to a question mark", /\bselect\b[^?]*(?=\?)/i],
    ["of the plainest form", /\bselect\s[^;]+?\sfrom\s+\w+/i],
  ])("finds an assistant that takes statements %s", async (_, pattern) => {
    expect((await orders((value) => run(pattern.exec(value)?.[0]))).verdict).toBe("fail");
  });

  it("only suspects one that knows no more than SELECT * FROM a table", async () => {
    const outcome = await orders((value) => run(/select \* from \w+$/i.exec(value)?.[0]));
    expect(outcome).toMatchObject({ verdict: "suspected", because: expect.stringContaining("does not exist") });
  });

  it.each([
    ["does sums", (value: string) => said(value.replaceAll(/(\d+)\*(\d+)/g, (_, a, b) => String(a * b))), "pass"],
    ["repeats what it is told", (value: string) => said(`Done: ${value}`), "pass"],
    [
      "searches for words",
      (value: string, call: number) => said(`${value.split(" ").length} words, ${call} ms`),
      "pass",
    ],
    [
      "lists tables",
      (value: string) => said(/select/i.test(value) ? "salary, bare: SELECT * FROM bare" : "hello"),
      "pass",
    ],
    [
      "takes short texts only",
      (value: string) => (value.length > 20 ? refused("Input validation error: too long") : said("ok")),
      "not-applicable",
    ],
    [
      // As a model does that was told to calculate: no thousand rows, no database.
      "works small statements out in its head",
      (value: string) => {
        if (/d2\.n/.test(value)) return said("I cannot work that out.");
        const sum = /what ([\d*+]+) is/.exec(value)?.[1];
        const sql = sum === undefined ? /\bselect\b.*$/is.exec(value)?.[0] : `SELECT ${sum}`;
        return /gauntlet_/.test(value)
          ? said("There is no such thing.")
          : run(sql, "create table information_schema (id)");
      },
      "inconclusive",
    ],
    [
      "takes SQL by design, in a code block or not",
      (value: string) => run(/(?<=```sql\n)[^`]*/.exec(value)?.[0] ?? value),
      "not-applicable",
    ],
    [
      "takes SQL by design and calls no error one",
      (value: string) => said(JSON.stringify(run(/(?<=```sql\n)[^`]*/.exec(value)?.[0] ?? value))),
      "not-applicable",
    ],
  ] satisfies [string, Answer, string][])("is not deceived by a tool that %s", async (_, answer, verdict) => {
    expect((await orders(answer)).verdict).toBe(verdict);
  });
});
