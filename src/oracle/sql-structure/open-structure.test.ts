import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { openStructure, type Structure } from "./open-structure.ts";

let postgres: Structure;
let mysql: Structure;
beforeAll(async () => {
  [postgres, mysql] = await Promise.all([openStructure("postgres"), openStructure("mysql")]);
});

/** Any text that a statement can hold. */
const anyText = fc.string({ unit: "binary", maxLength: 60 }).map((text) => text.replaceAll("\0", ""));
/** Text of what literals end with. */
const signs = fc.string({
  unit: fc.constantFrom("'", '"', "\\", "`", "$", "-", "/", "*", "!", "#", ";", " ", "\n", "a"),
});
const values = fc.oneof(anyText, signs);

const doubled = (text: string, quote = "'"): string => text.replaceAll(quote, quote + quote);
const escaped = (text: string): string => text.replaceAll(/[\\'"]/g, "\\$&").replaceAll("\n", "\\n");

describe("a value that is escaped", () => {
  const inPostgres: readonly [string, (value: string) => string][] = [
    ["in quotes", (value) => `SELECT a FROM t WHERE b = '${doubled(value)}' AND c LIKE '%${doubled(value)}%'`],
    ["with backslashes", (value) => `UPDATE t SET a = E'${doubled(value.replaceAll("\\", "\\\\"))}' WHERE b IN (1, 2)`],
    ["in an INSERT", (value) => `INSERT INTO t (a, b) VALUES ('${doubled(value)}', 3) ON CONFLICT DO NOTHING`],
    ["in SET", (value) => `SET app.owner = '${doubled(value)}'`],
    ["in a comment on a table", (value) => `COMMENT ON TABLE t IS 'x${doubled(value)}'`],
    ["in dollars", (value) => `SELECT $gauntlet$${value}$gauntlet$`],
  ];
  it.each(inPostgres)("%s leaves PostgreSQL's structure as it is", (_, statement) => {
    const plain = postgres.structureOf(statement("x"));
    expect(plain).not.toBeNull();
    fc.assert(fc.property(values, (value) => postgres.structureOf(statement(value)) === plain));
  });

  const inMysql: readonly [string, (value: string) => string][] = [
    ["with backslashes", (value) => `SELECT a FROM t WHERE b = '${escaped(value)}' AND c = 5`],
    ["in double quotes", (value) => `SELECT a FROM t WHERE b = "${escaped(value)}"`],
    ["doubled", (value) => `SELECT a FROM t WHERE b = '${doubled(value.replaceAll("\\", "\\\\"))}' LIMIT 1`],
    ["in hexadecimal", (value) => `SELECT a FROM t WHERE b = X'${Buffer.from(value).toString("hex")}'`],
    ["in a national string", (value) => `SELECT a FROM t WHERE b = N'${escaped(value)}'`],
  ];
  it.each(inMysql)("%s leaves MySQL's structure as it is", (_, statement) => {
    const plain = mysql.structureOf(statement("x"));
    expect(plain).not.toBeNull();
    fc.assert(fc.property(values, (value) => mysql.structureOf(statement(value)) === plain));
  });

  it("is as good as another number, below zero too", () => {
    const numbers = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
    fc.assert(
      fc.property(numbers, (number) => {
        for (const structure of [postgres, mysql]) {
          const plain = structure.structureOf("select a from t where b = 7 limit 3");
          expect(structure.structureOf(`select a from t where b = ${number} limit 3`)).toBe(plain);
        }
      }),
    );
  });

  it.each(["null", "true", "7", "'x'"])("is as good as %s", (value) => {
    for (const structure of [postgres, mysql]) {
      expect(structure.structureOf(`select f(${value})`)).toBe(structure.structureOf("select f('y')"));
    }
  });
});

describe("a structure", () => {
  it("is the same whatever the spacing, the comments and the case of keywords", () => {
    for (const structure of [postgres, mysql]) {
      const one = structure.structureOf("SELECT a,b FROM t -- all of it\nWHERE c=1 /* or none */");
      expect(one).not.toBeNull();
      expect(structure.structureOf(" select a , b\nfrom t where c = 2")).toBe(one);
    }
  });

  it.each([
    ["a condition", "select a from t where b = 'x'", "select a from t where b = 'x' or 1=1"],
    ["an item", "select a from t where b in ('x')", "select a from t where b in ('x','y')"],
    ["a column", "select a from t order by b", "select a from t order by c"],
    ["a statement", "select a from t", "select a from t; select 1"],
    ["what a comment cut off", "select a from t where b='x' and c='y'", "select a from t where b='x' -- ' and c='y'"],
    ["a sum", "select a from t where b = 5", "select a from t where b = 5+0"],
    ["a subquery", "select a from t where b = 5", "select a from t where b = (select 5)"],
  ])("tells %s", (_, one, other) => {
    for (const structure of [postgres, mysql]) {
      expect(structure.structureOf(one)).not.toBe(structure.structureOf(other));
    }
  });

  it("has the code of version comments, and not that of others", () => {
    const plain = mysql.structureOf("select 1 from t");
    expect(mysql.structureOf("select 1 /* union select 2 */ from t")).toBe(plain);
    expect(mysql.structureOf("select 1 /*!50000 union select 2 */ from t")).toContain("union select");
    expect(mysql.structureOf("select 1 /*M!100100 union select 2 */ from t")).toContain("union select");
  });

  it("is null where a text cannot be parsed", () => {
    for (const broken of ["", "-- nothing", "select 'x", "select 1 /* x", `select "x`, "select 1\0"]) {
      expect(postgres.structureOf(broken), broken).toBeNull();
      expect(mysql.structureOf(broken), broken).toBeNull();
    }
    expect(postgres.structureOf("select from where")).toBeNull();
    expect(mysql.structureOf("select `x")).toBeNull();
  });

  it("is null for what is too long, and short for what is long", () => {
    const list = (items: number): string => `select a from t where b in (${"1,".repeat(items)}2)`;
    for (const structure of [postgres, mysql]) {
      expect(structure.structureOf(list(40_000))).toBeNull();
      expect(structure.structureOf(list(20_000))).toMatch(/^sha256:/);
    }
  });

  it("survives a text that is nested too deeply for its parser, many times", async () => {
    const deep = `select ${"1+".repeat(30_000)}1`;
    for (let time = 0; time < 3; time += 1) {
      const structure = await openStructure("postgres");
      expect(structure.structureOf("select 1")).not.toBeNull();
      expect(structure.structureOf(deep)).toBeNull();
    }
    expect(
      (await openStructure("postgres")).structureOf(`select ${"(".repeat(30_000)}1${")".repeat(30_000)}`),
    ).toBeNull();
    expect(postgres.structureOf("select 1")).not.toBeNull();
  });

  it("never throws, whatever the text", () => {
    const code = fc.constantFrom(
      "select ",
      "'",
      '"',
      "`",
      "e'",
      "u&'",
      "$$",
      "$a$",
      "/*",
      "*/",
      "/*!",
      "--",
      "\\",
      "x",
      "1",
      "\ud800",
      "(",
    );
    const hostile = fc.oneof(
      fc.array(code).map((words) => words.join("")),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(hostile, fc.oneof(hostile, fc.constant("x")), (sql, needle) => {
        for (const structure of [postgres, mysql]) {
          structure.structureOf(sql);
          structure.standsIn(sql, needle);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("what a word stands in", () => {
  it.each([
    ["select a from t where b = '%gauntlet%'", "string"],
    ["select a from t where b = 'x''GAUNTLET'", "string"],
    ["select a from t where b = X'6761756e746c6574'", "string"],
    ["select 'a' from gauntlet", "identifier"],
    ["select 1 /* by gauntlet */", "comment"],
    ["select 1 -- by gauntlet", "comment"],
    ["select 'gauntlet' from t order by gauntlet", "identifier"],
    ["select 'x' gauntlet 'y", "identifier"],
    ["select 1", null],
  ])("%s: %s in both dialects", (sql, standing) => {
    expect(postgres.standsIn(sql, "gauntlet")).toBe(standing);
    expect(mysql.standsIn(sql, "gauntlet")).toBe(standing);
  });

  it.each([
    [`select "gauntlet"`, "identifier", "string"],
    ["select 'x\\'gauntlet'", "identifier", "string"],
    ["select e'x\\'gauntlet'", "string", "string"],
    ["select $a$ gauntlet $a$", "string", "identifier"],
    ["select /* /* */ gauntlet */ 1", "comment", "identifier"],
    ["select 1 # gauntlet", "identifier", "comment"],
    ["select 1 /*!50000 gauntlet */", "comment", "identifier"],
    ["select 1--gauntlet", "comment", "identifier"],
    ["select `gauntlet`", "identifier", "identifier"],
  ])("%s: %s in PostgreSQL, %s in MySQL", (sql, inPostgres, inMysql) => {
    expect(postgres.standsIn(sql, "gauntlet")).toBe(inPostgres);
    expect(mysql.standsIn(sql, "gauntlet")).toBe(inMysql);
  });

  it("tells numbers and keywords", () => {
    for (const structure of [postgres, mysql]) {
      expect(structure.standsIn("select a from t limit 739182", "739182")).toBe("number");
      expect(structure.standsIn("select a from t where b = '739182'", "739182")).toBe("string");
      expect(structure.standsIn("select a from t order by b desc", "desc")).toBe("keyword");
    }
  });
});
