import type { Exchange } from "../../../src/model/exchange.ts";
import type { Database, Random, Step } from "../../../src/model/ports.ts";

/** A tool that runs the SQL it is given, and ways to see what that did. */
export interface StatementRunner {
  readonly dialect: "postgres" | "sqlite";
  readonly random: Random;
  /** Undefined where the owner gave no database to look into. */
  readonly database: Database | undefined;
  /** Runs a statement through the tool. */
  run(sql: string, step: Step): Promise<Exchange>;
  /** The same on a session of its own, which took no part in any write. */
  runFresh(sql: string, step: Step): Promise<Exchange>;
}
