import { defineCheck } from "../../src/model/check.ts";
import type { Exchange } from "../../src/model/exchange.ts";
import type { Scene } from "../../src/model/scene.ts";
import type { Judgement } from "../../src/model/verdict.ts";
import { unclear } from "../inconclusive.ts";
import { notSqlTool } from "./statements/not-sql-tool.ts";
import { openSqlTool } from "./statements/sql-tool.ts";
import { stringParameters } from "./string-parameters.ts";
import { takesSql } from "./takes-sql.ts";
import { finished, outlived, probeOutlive, wasCut } from "./timeouts/outlive.ts";

/** Seconds of promise up to which the question is asked: longer ones hold the server up for too long. */
const longestPromise = 30;

/**
 * Does a statement run longer than the owner promises?
 * The control is the same statement made short: its value came back. The value of the long one stands at its very end, so
 * that it can only be given by a server that let it run.
 */
export default defineCheck({
  id: "sql-injection/statement-outlives-its-limit",
  title: "Statement runs longer than promised",
  severity: "medium",
  why: "One statement that sleeps, or joins a table with itself, keeps a connection and a processor busy. Where nothing cuts it off, a handful of persuaded calls is enough to bring the server and its database to a standstill.",
  fix: "Let the database cut it off: statement_timeout (PostgreSQL), max_execution_time (MySQL), max_statement_time (MariaDB), a progress handler or a process that can be ended (SQLite), a query governor (SQL Server). A timer in the server alone leaves the statement running.",
  refs: {
    cwe: ["CWE-400", "CWE-770"],
    owaspMcp: ["MCP05:2025"],
    cosai: ["MCP-T10"],
    spec: ["server/tools#security-considerations"],
  },
  needs: ["calls"],
  uses: [],
  phase: "main",
  control: "success",
  requests: 24,

  subjects: (scene: Scene) => (scene.promises.statementSeconds === undefined ? [] : stringParameters(scene)),

  async probe({ subject, scene, args, calls, random, only }) {
    const promised = scene.promises.statementSeconds ?? 0;
    const tool = await openSqlTool({ subject, args, calls, random });
    if (tool !== undefined && promised <= longestPromise) await probeOutlive(tool, promised, only);
  },

  judge({ exchanges }) {
    if (takesSql(exchanges) === undefined) return notSqlTool(exchanges, true);
    const asked = exchanges.filter(({ facts }) => facts.promised !== undefined);
    const promised = Number(asked[0]?.facts.promised);
    if (asked.length === 0)
      return unclear(`more than ${longestPromise} seconds are promised, which is too long to try`);
    const control = asked.find((exchange) => exchange.role === "control" && finished(exchange));
    if (control === undefined) return unclear("no statement that takes its time worked even when it was short");
    const broken = asked.find(outlived);
    if (broken !== undefined) {
      return {
        verdict: "fail",
        because: `a statement ${how(broken)} ran to its end and gave its value after ${seconds(broken)} s; it is promised to be cut off after ${promised} s`,
        proof: [broken.id],
        control: control.id,
        techniques: [broken.label.split(":")[0] ?? ""],
      };
    }
    const cut = asked.find(wasCut);
    if (cut !== undefined) {
      return {
        verdict: "pass",
        because: `a short statement ${how(control)} gave its value; one that takes longer than the promised ${promised} s was cut off after ${seconds(cut)} s`,
        control: control.id,
      };
    }
    return silence(asked, promised);
  },
});

function silence(asked: readonly Exchange[], promised: number): Judgement {
  const late = asked.map(({ reply }) => reply).find(({ kind }) => kind === "timeout");
  if (late?.kind === "timeout") {
    return unclear(
      `the reply did not come within the ${late.afterMs / 1000} s that a request may take here; raise --timeout well above the promised ${promised} s`,
    );
  }
  return unclear(
    "no statement could be made to run as long as promised: what takes its time was refused, or ended early",
  );
}

function how({ label }: Exchange): string {
  return label.startsWith("sleep:") ? "that sleeps" : "that counts rows of its own";
}

function seconds({ durationMs }: Exchange): string {
  return (durationMs / 1000).toFixed(1);
}
