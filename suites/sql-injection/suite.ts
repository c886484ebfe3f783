import type { Suite } from "../../src/model/check.ts";
import argumentInSqlText from "./argument-in-sql-text.ts";
import readOnlyPromiseBroken from "./read-only-promise-broken.ts";

export const sqlInjection: Suite = {
  name: "sql-injection",
  purpose: "Whether an argument can change the statements that reach the database, and whether read-only tools write.",
  checks: [argumentInSqlText, readOnlyPromiseBroken],
};
