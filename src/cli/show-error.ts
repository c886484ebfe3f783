import { exitCodes, HarnessError } from "../model/errors.ts";
import type { Cli } from "./cli.ts";

/** Says on standard error what went wrong, in one sentence and a hint, and gives the exit code for it. */
export async function showError(error: unknown, cli: Cli, verbose: boolean): Promise<number> {
  const { visibleLine, visibleBlock } = await import("../report/escape/visible.ts");
  const known = error instanceof HarnessError && error.code !== "harness-bug";
  const text = error instanceof Error ? error.message : String(error);
  const sentence = known ? text : `${text.split("\n")[0]?.replace(/\.$/, "")}: this is a bug in mcp-gauntlet.`;
  const hint = known ? error.hint : "Run again with -v for the stack, and report it with what you did.";
  cli.stderr.write(`mcp-gauntlet: ${visibleLine(sentence)}\n  ${visibleLine(hint)}\n`);
  if (verbose && error instanceof Error && error.stack) cli.stderr.write(`${visibleBlock(error.stack)}\n`);
  return known ? error.exitCode : exitCodes.harnessBug;
}
