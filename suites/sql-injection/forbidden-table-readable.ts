import { defineCheck } from "../../src/model/check.ts";
import type { Exchange } from "../../src/model/exchange.ts";
import type { Scene } from "../../src/model/scene.ts";
import type { Judgement } from "../../src/model/verdict.ts";
import { rejectedBySchema } from "../../src/oracle/rejected-by-schema.ts";
import { unclear } from "../inconclusive.ts";
import { notSqlTool } from "./statements/not-sql-tool.ts";
import { openSqlTool } from "./statements/sql-tool.ts";
import { stringParameters } from "./string-parameters.ts";
import { probeTables, showsValue } from "./tables/read-tables.ts";
import { takesSql } from "./takes-sql.ts";

/**
 * Can a tool that runs SQL read a table that the owner promises nobody can read?
 * The controls are the same statement over a row of its own, which must work, and over a table that does not exist, which
 * must not. The proof is a product that the statement gives only where the table has a row; what is in the row stays there.
 */
export default defineCheck({
  id: "sql-injection/forbidden-table-readable",
  title: "Forbidden table can be read",
  severity: "critical",
  why: "A tool that runs SQL reads whatever its account may read. A list of forbidden names that is looked for in the text of a statement is no fence: a name can be quoted, escaped or put together in more ways than a pattern knows.",
  fix: "Give the server an account of its own that may not read the table: grant SELECT on the tables that are meant, revoke the rest, catalogues with secrets included. Do not decide by the text of the statement.",
  refs: {
    cwe: ["CWE-284", "CWE-693", "CWE-200"],
    owaspMcp: ["MCP02:2025", "MCP05:2025"],
    cosai: ["MCP-T2", "MCP-T5"],
    spec: ["server/tools#security-considerations"],
  },
  needs: ["calls"],
  uses: [],
  phase: "main",
  control: "success",
  requests: 90,

  subjects: (scene: Scene) => ((scene.promises.tables?.forbid.length ?? 0) === 0 ? [] : stringParameters(scene)),

  async probe({ subject, scene, args, calls, random, only }) {
    const tool = await openSqlTool({ subject, args, calls, random });
    if (tool !== undefined) await probeTables(tool, scene.promises.tables?.forbid ?? [], only);
  },

  judge({ exchanges }) {
    if (takesSql(exchanges) === undefined) return notSqlTool(exchanges, true);
    const control = exchanges.find(({ label }) => label === "readable");
    if (control === undefined || !showsValue(control)) {
      return unclear("the tool runs SQL, but not the statement that would show whether a table can be read");
    }
    if (exchanges.some((exchange) => exchange.label === "absent" && showsValue(exchange))) {
      return unclear(
        "the tool also gives a value for a table that does not exist, so that nothing can be told from one",
      );
    }
    const read = exchanges.filter((exchange) => exchange.label.startsWith("read:") && showsValue(exchange));
    const [first, ...others] = read.map(({ id }) => id);
    if (first !== undefined) {
      return {
        verdict: "fail",
        because: `a statement that gives a value only where the table has a row gave it for ${waysByTable(read)}`,
        proof: [first, ...others],
        control: control.id,
        techniques: [...new Set(read.map(({ facts }) => String(facts.way)))],
      };
    }
    return silence(exchanges, control);
  },
});

function silence(exchanges: readonly Exchange[], control: Exchange): Judgement {
  const open = exchanges.filter((exchange) => exchange.label.startsWith("empty:") && showsValue(exchange));
  if (open.length > 0) {
    const because = `it can be selected from ${waysByTable(open)}, although no row came: it is empty, or its rows are kept from this account`;
    return { verdict: "suspected", because, proof: open.map(({ id }) => id), control: control.id };
  }
  const attacks = exchanges.filter(({ role }) => role === "attack");
  if (attacks.length === 0) {
    return unclear(
      "none of the forbidden tables could be named: the catalogue does not tell, and a pattern is no name",
    );
  }
  if (attacks.every(({ reply }) => rejectedBySchema(reply) || reply.kind === "http-error" || reply.kind === "closed")) {
    return unclear("every statement was refused before it reached the tool");
  }
  if (!exchanges.some((exchange) => exchange.label === "readable-again" && showsValue(exchange))) {
    return unclear(
      "a SELECT that worked at first did not work any more at the end: a limit of the server, or something broke on the way",
    );
  }
  return {
    verdict: "pass",
    because: `the tool ran a SELECT of ours, and none that reads ${listed(tablesOf(attacks))}`,
    control: control.id,
  };
}

function waysByTable(read: readonly Exchange[]): string {
  return tablesOf(read)
    .map((table) => {
      const ways = read.filter(({ facts }) => facts.table === table).map(({ facts }) => String(facts.way));
      return `${table} (${ways.join(", ")})`;
    })
    .join("; ");
}

function tablesOf(exchanges: readonly Exchange[]): readonly string[] {
  return [...new Set(exchanges.map(({ facts }) => String(facts.table)))];
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}
