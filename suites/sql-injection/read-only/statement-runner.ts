import type { Exchange } from "../../../src/model/exchange.ts";
import type { Database, Random, Step } from "../../../src/model/ports.ts";
import type { SqlDialect } from "../../../src/payloads/sql/dialects.ts";

/** A tool that runs the SQL it is given, and ways to see what that did. */
export interface StatementRunner {
  readonly dialect: SqlDialect;
  readonly random: Random;
  /** False where nobody said that the tool may not write: then only what it refuses and does all the same counts. */
  readonly promised: boolean;
  /** Undefined where the owner gave no database to look into, or one of another kind. */
  readonly database: Database | undefined;
  /** False in a repetition for what did not work in the first round. */
  wants(technique: string): boolean;
  /** Runs a statement through the tool. */
  run(sql: string, step: Step): Promise<Exchange>;
  /** The same on a session of its own, which took no part in any write. */
  runFresh(sql: string, step: Step): Promise<Exchange>;
}
