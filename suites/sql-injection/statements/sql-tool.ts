import type { Exchange } from "../../../src/model/exchange.ts";
import type { Arguments, Caller, Random, Step } from "../../../src/model/ports.ts";
import type { Subject } from "../../../src/model/subject.ts";
import { showsComputed } from "../../../src/oracle/computed.ts";
import { newMarker } from "../../../src/payloads/marker.ts";
import { type SqlDialect, sqlDialects } from "../../../src/payloads/sql/dialects.ts";
import { askTakesSql } from "../takes-sql.ts";

/** A tool that was seen to run the SQL it is given. */
export interface SqlTool {
  readonly random: Random;
  /** Runs one statement; all else of the call stays as it was. */
  run(sql: string, step: Step): Promise<Exchange>;
}

/** What opening a tool needs of a probe's context. */
export interface Opening {
  readonly subject: Subject;
  readonly args: Arguments;
  readonly calls: Caller;
  readonly random: Random;
}

/** Asks whether the argument is run as a statement, undefined when it is not; `notSqlTool` then says what that means. */
export async function openSqlTool({ subject, args, calls, random }: Opening): Promise<SqlTool | undefined> {
  const { tool = "", param = "" } = subject;
  const valid = args.valid(tool).args;
  const run: SqlTool["run"] = (sql, step) => calls.tool(tool, args.place(valid, param, sql), step);
  await calls.tool(tool, valid, { role: "baseline", label: "baseline" });
  return (await askTakesSql(random, run)) ? { random, run } : undefined;
}

/** The database that runs the statements; undefined when it is none of the four. */
export async function dialectOf({ random, run }: SqlTool): Promise<SqlDialect | undefined> {
  for (const dialect of sqlDialects) {
    const marker = newMarker(random);
    const exchange = await run(`SELECT ${dialect.joined(dialect.computedText(marker), dialect.tell)} AS gauntlet`, {
      role: "control",
      label: `dialect:${dialect.name}`,
      facts: { computed: marker.product },
    });
    if (showsComputed(exchange, marker.product)) return dialect;
  }
  return undefined;
}
