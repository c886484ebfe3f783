import { defineCheck } from "../../src/model/check.ts";
import type { Exchange } from "../../src/model/exchange.ts";
import type { Caller, Step } from "../../src/model/ports.ts";
import { succeeded } from "../../src/model/reply.ts";
import type { Scene } from "../../src/model/scene.ts";
import type { Judgement } from "../../src/model/verdict.ts";
import { learnAnswer, sameAnswer } from "../../src/oracle/answer/stable.ts";
import { showsComputed } from "../../src/oracle/computed.ts";
import { learnDialect } from "./read-only/dialect.ts";
import { leftObserverTables, leftTables } from "./read-only/left-tables.ts";
import { findModifyingCte, probeModifyingCte } from "./read-only/modifying-cte.ts";
import { findEscape, probeEscapes } from "./read-only/transaction-escape.ts";
import { findWithDelete, probeWithDelete } from "./read-only/with-delete.ts";
import { stringParameters } from "./string-parameters.ts";
import { askTakesSql, takesSql } from "./takes-sql.ts";

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
    if (!(await askTakesSql(random, run))) return;
    const dialect = await learnDialect(random, run);
    if (dialect === undefined) return;
    let witness: Caller | undefined;
    const runFresh = async (sql: string, step: Step) => {
      witness ??= await calls.fresh();
      return witness.tool(tool, args.place(valid, param, sql), step);
    };
    const runner = { dialect, random, database: dialect === "postgres" ? database : undefined, run, runFresh };
    await probeEscapes(runner, only);
    await (dialect === "postgres" ? probeModifyingCte(runner, only) : probeWithDelete(runner, only));
    await askTakesSql(random, (sql, step) => run(sql, { ...step, label: `${step.label}-again` }));
  },

  judge(evidence) {
    const control = takesSql(evidence.exchanges);
    if (control === undefined) return notSql(evidence.exchanges);
    const written = [findEscape(evidence), findModifyingCte(evidence), findWithDelete(evidence)].filter(
      (one) => one !== undefined,
    );
    const certain = written.filter((one) => one.certain);
    const [first, ...others] = certain.flatMap((one) => one.proof);
    if (first !== undefined) {
      return {
        verdict: "fail",
        because: certain.map((one) => one.because).join("; "),
        proof: [first, ...others],
        control: control.id,
        techniques: certain.map((one) => one.technique),
      };
    }
    const [likely] = written;
    if (likely !== undefined)
      return { verdict: "suspected", because: likely.because, proof: likely.proof, control: control.id };
    if (!evidence.exchanges.some((exchange) => exchange.role === "attack")) {
      return {
        verdict: "inconclusive",
        reason: "unclear",
        because: "the tool runs SQL of a database that this check does not speak (PostgreSQL and SQLite it does)",
      };
    }
    if (
      !evidence.exchanges.some(
        (exchange) => exchange.label === "takes-sql-again" && showsComputed(exchange, String(exchange.facts.computed)),
      )
    ) {
      return {
        verdict: "inconclusive",
        reason: "unclear",
        because:
          "a SELECT that worked at first did not work any more at the end: a limit of the server, or something broke on the way",
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

function notSql(exchanges: readonly Exchange[]): Judgement {
  const baseline = exchanges.find(({ label }) => label === "baseline");
  const select = exchanges.find(({ label }) => label === "takes-sql");
  if (baseline === undefined || !succeeded(baseline.reply)) {
    const because = "the tool did not succeed with the arguments at hand; give it a sample that works";
    return { verdict: "inconclusive", reason: "no-control", because };
  }
  const usual = learnAnswer([baseline.reply], "");
  if (select !== undefined && usual !== undefined && sameAnswer(usual, select.reply, "")) {
    const because = "the reply to a SELECT is the same as to the sample, so that it cannot be seen whether SQL is run";
    return { verdict: "inconclusive", reason: "unclear", because };
  }
  return { verdict: "not-applicable", because: "the argument is not run as a SQL statement" };
}
