import { defineCheck } from "../../src/model/check.ts";
import type { Caller, Step } from "../../src/model/ports.ts";
import type { Scene } from "../../src/model/scene.ts";
import { showsSecondResult } from "./read-only/delete-nothing.ts";
import { learnDialect } from "./read-only/dialect.ts";
import { judgePromise } from "./read-only/judge-promise.ts";
import { openFreshLane, openLane } from "./read-only/lane.ts";
import { leftLargeObjects } from "./read-only/large-object.ts";
import { leftObserverTables, leftTables } from "./read-only/left-tables.ts";
import { probeWrites } from "./read-only/probe-writes.ts";
import { readFiles } from "./read-only/read-file.ts";
import type { StatementRunner } from "./read-only/statement-runner.ts";
import { writeFiles } from "./read-only/write-file.ts";
import { stringParameters } from "./string-parameters.ts";
import { askTakesSql } from "./takes-sql.ts";

/**
 * Does a tool that runs the SQL it is given, and is promised to be read-only, write or read the files of the database's
 * host? And does one of which nothing was promised do in disguise what it refuses plainly?
 * The control is a SELECT of ours that the tool ran: without it a refusal shows nothing.
 */
export default defineCheck({
  id: "sql-injection/read-only-promise-broken",
  title: "Read-only tool writes to the database",
  severity: "critical",
  why: "A tool that runs SQL is safe only as long as its statements cannot write. A guard that reads the text, or a transaction that the text can leave, lets a persuaded model change or destroy data, or read and write files of the database's host, through a tool that reviewers waved through as read-only.",
  fix: "Let the database refuse: a role with SELECT rights only (no FILE, no superuser), and one statement a call through the extended protocol (a prepared statement) inside a read-only transaction. Do not decide by the first word or by a pattern.",
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
  requests: 120,

  subjects: stringParameters,

  async probe({ subject, scene, args, calls, random, only, database }) {
    const { tool = "", param = "" } = subject;
    const valid = args.valid(tool).args;
    const promised = isPromised(scene, tool);
    await calls.tool(tool, valid, { role: "baseline", label: "baseline", facts: { promised } });
    const send = (caller: Caller, sql: string, step: Step) => caller.tool(tool, args.place(valid, param, sql), step);
    const run = openLane(send, calls, promised);
    if (!(await askTakesSql(random, run))) return;
    const dialect = await learnDialect(random, database?.dialect, run);
    if (dialect === undefined) return;
    const runner: StatementRunner = {
      dialect,
      random,
      promised,
      database: dialect.name === database?.dialect ? database : undefined,
      wants: (technique) => only?.includes(technique) ?? true,
      run,
      runFresh: openFreshLane(send, calls, promised),
    };
    const seesSecondResult = await showsSecondResult(runner);
    if (await probeWrites(runner, seesSecondResult)) return;
    await writeFiles(runner, seesSecondResult);
    if (promised) await readFiles(runner);
    await askTakesSql(random, (sql, step) => run(sql, { ...step, label: `${step.label}-again` }));
  },

  judge: judgePromise,

  leftovers: (evidence) => [...leftTables(evidence), ...leftObserverTables(evidence), ...leftLargeObjects(evidence)],
});

function isPromised(scene: Scene, tool: string): boolean {
  const hint = scene.surface.tools.find(({ name }) => name === tool)?.annotations?.readOnlyHint;
  return hint === true || scene.promisedReadOnly(tool);
}
