import { exitCodes } from "../../model/errors.ts";
import type { Cli } from "../cli.ts";

/** Prints the suites and their checks. */
export async function listAction(cli: Cli, flags: { readonly json?: boolean }): Promise<number> {
  const suites = await cli.suites();
  if (flags.json) {
    const shown = suites.map(({ name, purpose, checks }) => ({
      name,
      purpose,
      checks: checks.map(({ id, title, severity }) => ({ id, title, severity })),
    }));
    cli.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
    return exitCodes.ok;
  }
  const checks = suites.flatMap((suite) => suite.checks);
  const width = Math.max(0, ...checks.map(({ id }) => id.length));
  const blocks = suites.map((suite) => {
    const rows = suite.checks.map(
      ({ id, severity, title }) => `  ${id.padEnd(width)}  ${severity.padEnd(8)}  ${title}`,
    );
    return [`${suite.name}: ${suite.purpose}`, ...rows].join("\n");
  });
  cli.stdout.write(`${blocks.join("\n\n")}\n\nmcp-gauntlet explain <check-id> says more about one of them.\n`);
  return exitCodes.ok;
}
