import { replyText } from "../../../src/model/reply.ts";
import { catalogues } from "./catalogue.ts";
import type { StatementRunner } from "./statement-runner.ts";

/** A table of the server's own, as the tool itself names it between two random words; undefined when it names none. */
export async function someTable({ dialect, random, run }: StatementRunner): Promise<string | undefined> {
  const before = random.word(6);
  const after = random.word(6);
  const statement = catalogues[dialect.name].some(before, after);
  const exchange = await run(statement, { role: "control", label: "find-table" });
  return new RegExp(`${before}([\\w.]{1,130})${after}`).exec(replyText(exchange.reply))?.[1];
}
