import { replyText } from "../../../src/model/reply.ts";
import type { StatementRunner } from "./statement-runner.ts";

/** A table of the server's own, as the tool itself names it between two random words; undefined when it names none. */
export async function someTable(
  { random, run }: StatementRunner,
  statement: (before: string, after: string) => string,
): Promise<string | undefined> {
  const before = random.word(6);
  const after = random.word(6);
  const exchange = await run(statement(before, after), { role: "control", label: "cte:find-table" });
  return new RegExp(`${before}([\\w.]{1,130})${after}`).exec(replyText(exchange.reply))?.[1];
}
