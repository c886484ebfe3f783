import { describe, expect, it } from "vitest";
import type { Outcome } from "../../src/model/verdict.ts";
import {
  type Answer,
  type Imagined,
  type ImaginedStatement,
  type ImaginedTap,
  outcomeOn,
  refused,
  said,
} from "../../test/imagined-server.ts";
import check from "./argument-in-sql-text.ts";

/** A tool on a database: the statements it sends for a value, or undefined where it refuses the value before. */
type Tool = (value: string) => readonly ImaginedStatement[] | undefined;

interface Told {
  readonly outcome: Outcome;
  readonly requests: number;
}

/** What the check says of a tool whose replies show nothing: all it has are the statements. */
async function told(tool: Tool, tap: Omit<ImaginedTap, "statements">, imagined: Partial<Imagined> = {}): Promise<Told> {
  let requests = 0;
  const answer: Answer = (value, call) => {
    requests = call;
    return tool(value) === undefined ? refused("not an accepted value") : said("Done.");
  };
  const outcome = await outcomeOn(check, answer, {
    promises: {},
    type: "string",
    ...imagined,
    tap: { ...tap, statements: (value) => tool(value) ?? [] },
  });
  return { outcome, requests };
}

const postgres: Omit<ImaginedTap, "statements"> = {
  dialect: "postgres",
  complains: (structure) => (structure === null ? "42601 syntax error" : null),
};
/** Takes statements of a known form alone, for want of a parser. */
const mysql = (form: RegExp): Omit<ImaginedTap, "statements"> => ({
  dialect: "mysql",
  complains: (structure) =>
    structure !== null && form.test(structure) ? null : "42000 You have an error in your SQL syntax",
});
const finder = mysql(/^select \* from t where name (?:=|like) \?$/);

const text =
  (statement: (value: string) => string): Tool =>
  (value) => [{ text: statement(value) }];
const doubled = (value: string, quote = "'"): string => value.replaceAll(quote, quote + quote);
const backslashed = (value: string): string => value.replaceAll(/[\\'"]/g, "\\$&");
const number = { type: "integer" } as const;
const ident = /^\w+$/;

describe("a value that stands in the text and can break out of it", () => {
  it.each<[string, Tool, Omit<ImaginedTap, "statements">, Partial<Imagined>]>([
    ["a string", text((v) => `SELECT * FROM t WHERE name = '${v}'`), postgres, {}],
    ["a LIKE pattern", text((v) => `SELECT * FROM t WHERE name LIKE '%${v}%' LIMIT 5`), postgres, {}],
    ["a list of strings", text((v) => `SELECT * FROM t WHERE name IN ('${v}', 'x')`), postgres, {}],
    ["an INSERT", text((v) => `INSERT INTO t (name, note) VALUES ('${v}', 'x')`), postgres, {}],
    ["a function's argument", text((v) => `SELECT f(lower('${v}'))`), postgres, {}],
    [
      "a string of which the first quote is escaped",
      text((v) => `SELECT * FROM t WHERE name = '${v.replace("'", "''")}'`),
      postgres,
      {},
    ],
    [
      "a string that is escaped with backslashes",
      text((v) => `SELECT * FROM t WHERE name = '${backslashed(v)}'`),
      postgres,
      {},
    ],
    [
      "a string with escapes whose backslashes are not",
      text((v) => `SELECT * FROM t WHERE name = E'${doubled(v)}'`),
      postgres,
      {},
    ],
    ["a string between dollars", text((v) => `SELECT * FROM t WHERE name = $$${v}$$`), postgres, {}],
    ["a name in quotes", text((v) => `SELECT * FROM "${v}"`), postgres, {}],
    ["ORDER BY", text((v) => `SELECT * FROM t ORDER BY ${v}`), postgres, {}],
    ["a direction", text((v) => `SELECT * FROM t ORDER BY a ${v}`), postgres, { sample: "ASC" }],
    ["a table", text((v) => `SELECT * FROM ${v}`), postgres, {}],
    ["a condition", text((v) => `SELECT * FROM t WHERE ${v}`), postgres, { sample: "id = 1" }],
    ["a number", text((v) => `SELECT * FROM t WHERE id = ${v}`), postgres, number],
    ["a limit", text((v) => `SELECT * FROM t LIMIT ${v}`), postgres, number],
    ["a number below a limit", text((v) => `SELECT * FROM t LIMIT ${Math.min(Number(v), 50) || v}`), postgres, number],
    ["a number as text", text((v) => `SELECT * FROM t WHERE id = ${v}`), postgres, { sample: "42" }],
    ["a comment", text((v) => `/* for ${v} */ SELECT 1`), postgres, {}],
    ["a comment at the end of a line", text((v) => `SELECT 1 -- for ${v}`), postgres, {}],
    [
      "one of two statements",
      (v) => [{ text: "INSERT INTO log VALUES ($1)", binds: [v] }, { text: `SELECT * FROM t WHERE name = '${v}'` }],
      postgres,
      {},
    ],
    [
      "a text of which the shape is checked",
      (v) => (/^[A-Z]-\d{3,}/.test(v) ? [{ text: `SELECT * FROM t WHERE code = '${v}'` }] : undefined),
      postgres,
      { sample: "A-100375" },
    ],
    ["a string in MySQL", text((v) => `SELECT * FROM t WHERE name = '${v}'`), finder, {}],
    [
      "a string in MySQL with doubled quotes alone",
      text((v) => `SELECT * FROM t WHERE name = '${doubled(v)}'`),
      finder,
      {},
    ],
    [
      "a string in MySQL with escaped quotes alone",
      text((v) => `SELECT * FROM t WHERE name = '${v.replaceAll("'", "\\'")}'`),
      finder,
      {},
    ],
    ["a string in double quotes in MySQL", text((v) => `SELECT * FROM t WHERE name = "${doubled(v)}"`), finder, {}],
    ["a name in MySQL", text((v) => `SELECT * FROM \`${v}\``), mysql(/^select \* from `\w+`$/), {}],
    [
      "ORDER BY in MySQL",
      text((v) => `SELECT * FROM t ORDER BY ${v}`),
      mysql(/^select \* from t order by [\w+]+$/),
      {},
    ],
    [
      "a table that MySQL describes",
      text((v) => `DESCRIBE ${v}`),
      mysql(/^describe (?:\w+|select .*)$/),
      { sample: "orders" },
    ],
  ])("is found: %s", async (_, tool, tap, imagined) => {
    const { outcome, requests } = await told(tool, tap, imagined);
    expect(outcome).toMatchObject({ verdict: "fail", techniques: ["statement-structure"] });
    expect(requests).toBeLessThanOrEqual(10);
    const again = await told(tool, tap, { ...imagined, only: ["statement-structure"] });
    expect(again.outcome.verdict).toBe("fail");
  });
});

describe("a value that cannot break out", () => {
  it.each<[string, Tool, Omit<ImaginedTap, "statements">, Partial<Imagined>, RegExp]>([
    ["is bound", (v) => [{ text: "SELECT * FROM t WHERE name = $1", binds: [v] }], postgres, {}, /bind value/],
    [
      "is bound as a pattern",
      (v) => [{ text: "SELECT * FROM t WHERE name LIKE ?", binds: [`%${v}%`] }],
      mysql(/./),
      {},
      /bind value/,
    ],
    [
      "is bound in binary",
      (v) => [{ text: "SELECT * FROM t WHERE name = $1", binds: [v.toUpperCase()] }],
      postgres,
      {},
      /bind value/,
    ],
    [
      "is a bound number",
      (v) => [{ text: "SELECT * FROM t WHERE id = $1", binds: [v] }],
      postgres,
      number,
      /bind value/,
    ],
    ["is escaped by doubling", text((v) => `SELECT * FROM t WHERE name = '${doubled(v)}'`), postgres, {}, /escaped/],
    [
      "is escaped in E''",
      text((v) => `SELECT * FROM t WHERE name = E'${doubled(v.replaceAll("\\", "\\\\"))}'`),
      postgres,
      {},
      /escaped/,
    ],
    [
      "is escaped with backslashes in MySQL",
      text((v) => `SELECT * FROM t WHERE name = '${backslashed(v)}'`),
      finder,
      {},
      /escaped/,
    ],
    [
      "is escaped, and MySQL is set to take no backslashes",
      text((v) => `SELECT * FROM t WHERE name = '${doubled(v)}'`),
      { dialect: "mysql", complains: () => null },
      {},
      /do not decide it/,
    ],
    [
      "is a name in quotes",
      text((v) => `SELECT * FROM "${doubled(v, '"')}"`),
      { dialect: "postgres", complains: () => "42P01 relation does not exist" },
      {},
      /escaped/,
    ],
    [
      "is a name in backticks",
      text((v) => `SELECT * FROM \`${doubled(v, "`")}\``),
      mysql(/^select \* from `.*`$/),
      {},
      /escaped/,
    ],
    [
      "is a name if it looks like one",
      (v) => (ident.test(v) ? [{ text: `SELECT * FROM t ORDER BY ${v}` }] : undefined),
      postgres,
      {},
      /nothing reach it/,
    ],
    [
      "is a number, whatever is sent",
      (v) => [{ text: `SELECT * FROM t LIMIT ${Number.parseInt(v, 10) || 1}` }],
      postgres,
      number,
      /escaped|nothing/,
    ],
    [
      "is a number or is refused",
      (v) => (/^\d+$/.test(v) ? [{ text: `SELECT * FROM t LIMIT ${v}` }] : undefined),
      postgres,
      number,
      /nothing reach it/,
    ],
    [
      "is a number or a quoted text",
      text((v) => `SELECT * FROM t WHERE id = ${/^\d+$/.test(v) ? v : `'${backslashed(v)}'`}`),
      mysql(/^select \* from t where id = \?$/),
      { sample: "42" },
      /escaped/,
    ],
    [
      "has quotes taken out",
      text((v) => `SELECT * FROM t WHERE name = '${v.replaceAll(/\W/g, "")}'`),
      postgres,
      {},
      /escaped/,
    ],
    [
      "is taken apart into words",
      (v) => [
        {
          text: `SELECT * FROM t WHERE ${v
            .split(/\W+/)
            .map((word) => `name LIKE '%${word}%'`)
            .join(" AND ")}`,
        },
      ],
      postgres,
      {},
      /escaped/,
    ],
    [
      "gets an ESCAPE where it needs one",
      (v) => [{ text: `SELECT * FROM t WHERE name LIKE '%${doubled(v)}%'${ident.test(v) ? "" : " ESCAPE '!'"}` }],
      postgres,
      {},
      /escaped/,
    ],
    [
      "is joined from characters",
      text((v) => `SELECT * FROM t WHERE name = '${v.replaceAll("'", "'||chr(39)||'")}'`),
      postgres,
      {},
      /escaped/,
    ],
    [
      "is in a comment, without its end",
      text((v) => `/* for ${encodeURIComponent(v).replaceAll("*", "%2A")} */ SELECT 1`),
      postgres,
      {},
      /escaped/,
    ],
    [
      "looks like the valid one",
      (v) => (/^\d{4}-\d\d-\d\d$/.test(v) ? [{ text: "SELECT $1::date", binds: [v] }] : undefined),
      postgres,
      { sample: "2024-02-03" },
      /bind value/,
    ],
    [
      "is an address",
      (v) => (/^\w+@\w+\.\w+$/.test(v) ? [{ text: "SELECT $1", binds: [v] }] : undefined),
      postgres,
      { sample: "ada@example.com" },
      /bind value/,
    ],
  ])("passes: it %s", async (_, tool, tap, imagined, because) => {
    const { outcome, requests } = await told(tool, tap, imagined);
    expect(outcome).toMatchObject({ verdict: "pass", because: expect.stringMatching(because) });
    if (outcome.because.includes("tap saw the")) expect(requests).toBeLessThanOrEqual(10);
  });

  it("needs a control all the same", async () => {
    const tap = { ...postgres, statements: (value: string) => [{ text: "SELECT $1", binds: [value] }] };
    const outcome = await outcomeOn(check, () => refused("not found"), { promises: {}, type: "string", tap });
    expect(outcome).toMatchObject({ verdict: "inconclusive", reason: "no-control" });
  });
});

describe("an argument that is a statement by design", () => {
  const sample = "SELECT name FROM t";
  const guarded: Tool = (v) => (/^select /i.test(v) ? [{ text: v }] : undefined);
  it.each<[string, Tool, Omit<ImaginedTap, "statements">, Partial<Imagined>]>([
    ["run as it is", text((v) => v), postgres, {}],
    ["run as it is in MySQL", text((v) => `${v};`), mysql(/^select/), {}],
    ["run behind a guard", guarded, postgres, { sample }],
    [
      "run in a transaction",
      (v) => [{ text: "BEGIN READ ONLY" }, { text: v }, { text: "COMMIT" }],
      postgres,
      { sample },
    ],
    ["run with a limit", text((v) => `${v} LIMIT 100`), mysql(/^select/), {}],
    ["run behind settings", text((v) => `SET statement_timeout = 500; ${v}`), postgres, {}],
    [
      "wrapped to be paged",
      text((v) => `SELECT * FROM (${v}) AS q LIMIT 100`),
      mysql(/^select \* from \( (select .*|\w+) \)/),
      {},
    ],
    ["explained", text((v) => `EXPLAIN (FORMAT JSON) ${v}`), postgres, { sample }],
  ])("is no subject: %s", async (_, tool, tap, imagined) => {
    const { outcome, requests } = await told(tool, tap, imagined);
    expect(outcome).toMatchObject({ verdict: "not-applicable" });
    expect(requests).toBeLessThanOrEqual(10);
  });
});

describe("where the tap does not decide", () => {
  const note = async (tool: Tool): Promise<string> => (await told(tool, postgres)).outcome.because;

  it("says that nothing passed, or nothing with the value in it, and asks the replies", async () => {
    expect(await note(() => [])).toMatch(/delayed it \(the tap saw no statement at all\)$/);
    const backwards = (v: string) => [...v].reverse().join("");
    for (const changed of [backwards, (v: string) => v.slice(0, 10), (v: string) => v.slice(-4)]) {
      const tool = text((v) => `SELECT * FROM t WHERE name = '${changed(v)}'`);
      expect(await note(tool)).toMatch(/none with the value in it\)$|do not decide it\)$/);
    }
  });

  it.each<[string, Tool]>([
    ["a sort order out of a list", (v) => [{ text: `SELECT * FROM t ORDER BY ${v === "name" ? "name" : "id"}` }]],
    ["a name out of a list, else refused", (v) => (v === "gauntlet" ? [{ text: "SELECT * FROM t" }] : undefined)],
    ["nothing but its length", text((v) => `SELECT md5('${v.length}')`)],
  ])("passes what chooses among the tool's own statements: %s", async (_, tool) => {
    const { outcome, requests } = await told(tool, postgres);
    expect(outcome).toMatchObject({ verdict: "pass", because: expect.stringContaining("it only chooses") });
    expect(requests).toBeLessThanOrEqual(10);
  });

  it("gives no pass where nothing ever connected through it", async () => {
    const { outcome } = await told(() => [], { ...postgres, connected: false });
    expect(outcome).toMatchObject({ verdict: "inconclusive", because: expect.stringContaining("connected") });
  });

  it("gives no such pass where the valid value does not work", async () => {
    const tool: Tool = (v) => (v === "gauntlet" ? undefined : [{ text: "SELECT 1" }]);
    expect((await told(tool, postgres)).outcome.because).not.toContain("it only chooses");
  });

  it("does not pass what the database puts into a statement by itself", async () => {
    const dynamic: Tool = (v) => [
      { text: "SELECT find($1)", binds: [v], error: v.includes("'") ? "42601 syntax error" : null },
    ];
    expect(await note(dynamic)).toMatch(/do not decide it/);
  });

  it("raises no alarm where a quote breaks text that is read by something else", async () => {
    const search: Tool = (v) => [
      { text: `SELECT to_tsquery('${doubled(v)}')`, error: v.includes("'") ? "42601 syntax error in tsquery" : null },
    ];
    expect((await told(search, postgres)).outcome.verdict).not.toBe("fail");
  });

  it("raises no alarm on statements that others send", async () => {
    let sent = 0;
    const busy: Tool = (v) => [
      { text: `SELECT '${"x".repeat(++sent)}' FROM jobs WHERE note = 'it''s` },
      { text: "SELECT * FROM t WHERE name = $1", binds: [v] },
    ];
    expect((await told(busy, postgres)).outcome.verdict).toBe("pass");
  });

  it("still finds what the replies show", async () => {
    const asks = { promises: {}, type: "string", tap: { ...postgres, statements: () => [] } } as const;
    const waiting = (value: string): number => {
      const [, seconds] = /^gauntlet' AND \d+=\(SELECT \d+ FROM pg_sleep\((\d\.\d\d)\)\)/.exec(value) ?? [];
      return 5 + Number(seconds ?? 0) * 1000;
    };
    const outcome = await outcomeOn(check, () => said("Done."), { ...asks, took: waiting });
    expect(outcome).toMatchObject({ verdict: "fail", techniques: ["time"] });
  });
});
