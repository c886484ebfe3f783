import { describe, expect, it } from "vitest";
import { type Answer, type Imagined, outcomeOn, refused, said } from "../../test/imagined-server.ts";
import check from "./read-only-promise-broken.ts";

const promised: Imagined = { promises: { readOnly: true }, type: "string" };
const unpromised: Imagined = { promises: {}, type: "string" };

const multiplied = (text: string): string => text.replaceAll(/(\d+)\*(\d+)/g, (_, a, b) => String(a * b));

type Reply = ReturnType<Answer>;
/** What an extra answers to leave the statement to the tool. */
const pass: Reply = { kind: "closed", why: "not mine" };

/** Runs single SELECT statements of one database that all sessions share; `extra` answers first. */
const sqlTool =
  (database: "sqlite" | "mysql", extra: Answer): Answer =>
  (value, call, fresh) => {
    const own = extra(value, call, fresh);
    if (own.kind !== "closed") return own;
    if (!/^(select|with)\b/i.test(value)) return refused(`syntax error at or near "${value.split(" ")[0]}"`);
    if (value.includes(";")) return refused("one statement a call");
    if (/delete|outfile|dumpfile/i.test(value)) return refused("a write");
    const foreign = database === "mysql" ? /pg_backend_pid|sqlite_version/ : /pg_backend_pid|@@/;
    if (foreign.test(value)) return refused("no such function");
    const [, before, after] = /'(\w{6})'(?:\|\||,)min\(.*?(?:\|\||,)'(\w{6})'/.exec(value) ?? [];
    if (before !== undefined) return said(`${before}customers${after}`);
    if (/^SELECT v FROM/.test(value)) return refused("no such table");
    if (/load_file/i.test(value)) return said("NULL");
    return said(multiplied(value).replace(/^SELECT |CAST\(| AS (text|char)\)/g, ""));
  };

const none: Answer = () => pass;
const verdictOn = async (answer: Answer, imagined: Imagined) => (await outcomeOn(check, answer, imagined)).verdict;

describe.each(["sqlite", "mysql"] as const)("on an imagined %s", (database) => {
  it("passes a tool that runs single SELECTs, whatever was promised", async () => {
    expect(await verdictOn(sqlTool(database, none), promised)).toBe("pass");
    expect(await verdictOn(sqlTool(database, none), unpromised)).toBe("pass");
  });

  it("gives no pass where a limit of the rate sets in", async () => {
    const limit = sqlTool(database, (_, call) => (call > 6 ? refused("rate limit exceeded") : pass));
    expect(await verdictOn(limit, promised)).toBe("inconclusive");
  });
});

/** A database behind a tool that makes tables on CREATE TABLE, as `when` allows; each session has its own where `apart`. */
function withTables(when: (value: string) => boolean, apart: boolean): Answer {
  const tables = new Map<string, { readonly value: string; readonly fresh: boolean }>();
  return sqlTool("sqlite", (value, _, fresh) => {
    const [, made, a, b] = /CREATE TABLE (\w+) AS SELECT CAST\((\d+)\*(\d+)/.exec(value) ?? [];
    if (made !== undefined && when(value)) {
      tables.set(made, { value: String(Number(a) * Number(b)), fresh });
      return said("done");
    }
    const [, dropped] = /DROP TABLE IF EXISTS (\w+)/.exec(value) ?? [];
    if (dropped !== undefined) {
      tables.delete(dropped);
      return said("done");
    }
    const [, asked = ""] = /^SELECT v FROM (\w+)/.exec(value) ?? [];
    const table = tables.get(asked);
    return table !== undefined && (!apart || table.fresh === fresh) ? said(table.value) : pass;
  });
}

describe("tables that were made", () => {
  const anything = () => true;
  const stacked = (value: string) => value.startsWith("SELECT 1; CREATE");

  it("are a finding where the tool was promised not to", async () => {
    expect(await outcomeOn(check, withTables(anything, false), promised)).toMatchObject({
      verdict: "fail",
      techniques: ["plain-write"],
    });
  });

  it("are none where nothing was promised and the tool makes them plainly", async () => {
    expect(await verdictOn(withTables(anything, false), unpromised)).toBe("not-applicable");
  });

  it("are a finding, whatever was promised, where the tool refuses them plainly", async () => {
    for (const imagined of [promised, unpromised]) {
      expect(await outcomeOn(check, withTables(stacked, false), imagined)).toMatchObject({
        verdict: "fail",
        techniques: ["select-then-write"],
      });
    }
  });

  it("are only suspected where each session has a database of its own", async () => {
    expect(await verdictOn(withTables(anything, true), promised)).toBe("suspected");
  });

  it("do not contradict a tool that forgets to commit what it was told plainly", async () => {
    const made = withTables((value) => value.startsWith("COMMIT"), false);
    const forgetful: Answer = (value, call, fresh) =>
      value.startsWith("CREATE") ? said("0 rows affected") : made(value, call, fresh);
    expect(await verdictOn(forgetful, unpromised)).toBe("not-applicable");
  });
});

describe("is not deceived by", () => {
  it("a guard that answers a statement it does not run with a text", async () => {
    const polite = sqlTool("sqlite", (value) => {
      if (!/^WITH.*DELETE FROM/.test(value)) return pass;
      return /FROM gauntlet_/.test(value) ? refused("no such table") : said("Nothing was executed.");
    });
    expect(await verdictOn(polite, promised)).toBe("suspected");
  });

  it("an assistant that does sums and remembers", async () => {
    const memory: string[] = [];
    const answer: Answer = (value) => {
      memory.push(multiplied(value));
      return said(memory.slice(-3).join(" | "));
    };
    expect(["not-applicable", "inconclusive"]).toContain(await verdictOn(answer, promised));
  });

  it("a guard that repeats what it refused, with backslashes taken out", async () => {
    const stripping = sqlTool("mysql", (value) =>
      /outfile|dumpfile/i.test(value) ? refused(`Not allowed here: ${value.replaceAll("\\", "")}`) : pass,
    );
    expect(await verdictOn(stripping, promised)).toBe("pass");
  });

  it("a guard that leaves writes out of a batch and runs the rest", async () => {
    const skipping = sqlTool("mysql", (value) => {
      if (!value.includes(";")) return pass;
      const kept = value.split(";").filter((one) => !/delete|create/i.test(one));
      return said(multiplied(kept.join("; ")));
    });
    expect(await verdictOn(skipping, promised)).toBe("pass");
  });

  it("a function that was put in the place of one that reads files", async () => {
    const replaced = sqlTool("mysql", (value) => {
      const [, a, b] = /LOAD_FILE.*\+(\d+)\*(\d+) AS v/.exec(value) ?? [];
      return a === undefined ? pass : said(String(Number(a) * Number(b) + 1));
    });
    expect(await verdictOn(replaced, promised)).toBe("pass");
  });

  it("a tool that counts and lists words", async () => {
    const words: Answer = (value) => said(`${value.length} characters: ${[...value.matchAll(/\w+/g)].join(", ")}`);
    expect(await verdictOn(words, promised)).toBe("not-applicable");
  });
});

it("believes the database's complaint about a file that it was told to write", async () => {
  const writing = sqlTool("mysql", (value) => {
    const [, path = ""] = /^SELECT 1 INTO OUTFILE '(.*)'$/.exec(value) ?? [];
    if (path === "") return pass;
    return refused(`Can't create/write to file '${path.replaceAll("\\", "")}' (Errcode: 36 "File name too long")`);
  });
  expect(await outcomeOn(check, writing, promised)).toMatchObject({ verdict: "fail", techniques: ["into-outfile"] });
  // Nothing was promised, and the plain statement is not refused by the tool.
  expect(await verdictOn(writing, unpromised)).toBe("pass");
});

it("suspects a guard that was passed where only the database stood behind it", async () => {
  const behind = sqlTool("mysql", (value) => {
    if (/^SELECT 1 AS a; SELECT/.test(value)) return said(multiplied(value));
    if (/^SELECT '\\'' AS a; DELETE/.test(value)) return refused("Cannot execute statement in a READ ONLY transaction");
    return pass;
  });
  const outcome = await outcomeOn(check, behind, promised);
  expect(outcome).toMatchObject({ verdict: "suspected", because: expect.stringContaining('"backslash"') });
});
