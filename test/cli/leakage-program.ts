import { main } from "../../src/cli/main.ts";
import { leakage } from "../../suites/leakage/suite.ts";
import argumentInSqlText from "../../suites/sql-injection/argument-in-sql-text.ts";
import readOnlyPromiseBroken from "../../suites/sql-injection/read-only-promise-broken.ts";

/** The command line with few checks: what it plants is there for as long as they take. */
await main(process.argv.slice(2), async () => [
  { name: "sql-injection", purpose: "", checks: [argumentInSqlText, readOnlyPromiseBroken] },
  leakage,
]);
