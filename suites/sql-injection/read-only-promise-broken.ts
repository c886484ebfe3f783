import { defineCheck } from "../../src/model/check.ts";
import type { Caller, Step } from "../../src/model/ports.ts";
import { succeeded } from "../../src/model/reply.ts";
import type { Scene } from "../../src/model/scene.ts";
import { learnDialect } from "./read-only/dialect.ts";
import { findModifyingCte, leftObserverTables, probeModifyingCte } from "./read-only/modifying-cte.ts";
import { findEscape, leftTables, probeEscapes } from "./read-only/transaction-escape.ts";
import { stringParameters } from "./string-parameters.ts";
import { selfMadeSelect, takesSql } from "./takes-sql.ts";

/**
 * Does a tool that runs the SQL it is given, and is promised to be read-only, write?
 * The control is a SELECT of ours that the tool ran: without it a refusal shows nothing.
 */
export default defineCheck({
  id: "sql-injection/read-only-promise-broken",
  title: "Read-only tool writes to the database",
  severity: "critical",
  why: "A tool that runs SQL is safe only as long as its statements cannot write. A guard that reads the text, or a transaction that the text can leave, lets a persuaded model change or destroy data through a tool that reviewers waved through as read-only.",
  fix: "Let the database refuse: a role with SELECT rights only, and one statement a call through the extended protocol (a prepared statement) inside a read-only transaction. Do not decide by the first word or by a pattern.",
  refs: {
    cwe: ["CWE-89", "CWE-693"],
    owaspMcp: ["MCP05:2025", "MCP02:2025"],
    cosai: ["MCP-T3"],
    spec: ["server/tools#security-considerations"],
  },
  needs: ["calls"],
  uses: ["database"],
  phase: "main",
  control: "success",
  requests: 60,

  subjects(scene: Scene) {
    const hinted = new Set(
      scene.surface.tools.filter((tool) => tool.annotations?.readOnlyHint).map((tool) => tool.name),
    );
    return stringParameters(scene).filter(({ tool = "" }) => scene.promisedReadOnly(tool) || hinted.has(tool));
  },

  async probe({ subject, args, calls, random, only, database }) {
    const { tool = "", param = "" } = subject;
    const valid = args.valid(tool).args;
    const run = (sql: string, step: Step) => calls.tool(tool, args.place(valid, param, sql), step);
    await calls.tool(tool, valid, { role: "baseline", label: "baseline" });
    const select = selfMadeSelect(random);
    if (takesSql([await run(select.sql, select.step)]) === undefined) return;
    const dialect = await learnDialect(random, run);
    if (dialect === undefined) return;
    let witness: Caller | undefined;
    const runFresh = async (sql: string, step: Step) => {
      witness ??= await calls.fresh();
      return witness.tool(tool, args.place(valid, param, sql), step);
    };
    const runner = { dialect, random, database: dialect === "postgres" ? database : undefined, run, runFresh };
    await probeEscapes(runner, only);
    await probeModifyingCte(runner, only);
  },

  judge(evidence) {
    const control = takesSql(evidence.exchanges);
    if (control === undefined)
      return notSql(evidence.exchanges.some(({ label, reply }) => label === "baseline" && succeeded(reply)));
    const found = [findEscape(evidence), findModifyingCte(evidence)].filter((written) => written !== undefined);
    const [first, ...others] = found.flatMap((written) => written.proof);
    if (first !== undefined) {
      return {
        verdict: "fail",
        because: found.map((written) => written.because).join("; "),
        proof: [first, ...others],
        control: control.id,
        techniques: found.map((written) => written.technique),
      };
    }
    if (!evidence.exchanges.some((exchange) => exchange.role === "attack")) {
      return {
        verdict: "inconclusive",
        reason: "unclear",
        because: "the tool runs SQL of a database that this check does not speak (PostgreSQL and SQLite it does)",
      };
    }
    return {
      verdict: "pass",
      because: "the tool ran a SELECT of ours, and no write through it took place",
      control: control.id,
    };
  },

  leftovers: (evidence) => [...leftTables(evidence), ...leftObserverTables(evidence)],
});

function notSql(worked: boolean) {
  return worked
    ? ({ verdict: "not-applicable", because: "the argument is not run as a SQL statement" } as const)
    : ({
        verdict: "inconclusive",
        reason: "no-control",
        because: "the tool did not succeed with the arguments at hand; give it a sample that works",
      } as const);
}
