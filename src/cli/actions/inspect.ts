import { type ExitCode, exitCodes } from "../../model/errors.ts";
import { visibleLine } from "../../report/escape/visible.ts";
import { type Inspected, inspect } from "../../run/inspect.ts";
import type { Cli } from "../cli.ts";
import { watchInterruption } from "../interruption.ts";
import type { InspectFlags } from "../options/target-options.ts";
import { roleMatrix } from "../output/role-matrix.ts";
import { surfaceText } from "../output/surface-text.ts";
import { prepare } from "../request/prepare.ts";

/** Shows what each principal is offered; the exit code is 4 when none could connect, 2 when none was let in. */
export async function inspectAction(cli: Cli, url: string | undefined, flags: InspectFlags): Promise<number> {
  const { request, notes } = await prepare(cli, url, flags);
  for (const note of notes) cli.stderr.write(`${visibleLine(note)}\n`);
  const interruption = watchInterruption(() => cli.stderr.write("stopping\n"));
  const inspected = await inspect(request, interruption.signal).finally(interruption.stop);
  if (flags.json) cli.stdout.write(`${JSON.stringify(inspected, null, 2)}\n`);
  else {
    cli.stdout.write(inspected.flatMap((one) => (one.ok ? [surfaceText(one.surface)] : [])).join("\n"));
    cli.stdout.write(roleMatrix(inspected));
  }
  for (const one of inspected) {
    if (one.ok) continue;
    cli.stderr.write(
      `mcp-gauntlet: as ${visibleLine(`${one.principal}: ${one.message}`)}\n  ${visibleLine(one.hint)}\n`,
    );
  }
  return interruption.signal.aborted ? exitCodes.interrupted : codeOf(inspected);
}

function codeOf(inspected: readonly Inspected[]): ExitCode {
  if (inspected.some((one) => one.ok)) return exitCodes.ok;
  const refused = inspected.some((one) => !one.ok && one.failure === "unauthorized");
  return refused ? exitCodes.inconclusive : exitCodes.unreachable;
}
