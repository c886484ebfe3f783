import type { Suite } from "../../src/model/check.ts";
import argumentInSqlText from "./argument-in-sql-text.ts";
import forbiddenTableReadable from "./forbidden-table-readable.ts";
import moreRowsThanPromised from "./more-rows-than-promised.ts";
import operatorInQueryValue from "./operator-in-query-value.ts";
import orderInTextObeyed from "./order-in-text-obeyed.ts";
import pipelineStageWrites from "./pipeline-stage-writes.ts";
import readOnlyPromiseBroken from "./read-only-promise-broken.ts";
import statementOutlivesItsLimit from "./statement-outlives-its-limit.ts";
import storedValueInSqlText from "./stored-value-in-sql-text.ts";

export const sqlInjection: Suite = {
  name: "sql-injection",
  purpose:
    "Whether an argument can change the statements that reach the database, and whether tools that take statements keep to what is promised.",
  checks: [
    // What other probes store can break a report for good, and this check would then miss what it is made of.
    storedValueInSqlText,
    argumentInSqlText,
    orderInTextObeyed,
    operatorInQueryValue,
    readOnlyPromiseBroken,
    pipelineStageWrites,
    forbiddenTableReadable,
    moreRowsThanPromised,
    statementOutlivesItsLimit,
  ],
};
