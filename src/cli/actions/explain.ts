import type { Check } from "../../model/check.ts";
import { exitCodes, HarnessError } from "../../model/errors.ts";
import { wrap } from "../../report/terminal/wrap.ts";
import type { Cli } from "../cli.ts";
import { nearest } from "../nearest.ts";

const earns: Readonly<Record<Check["control"], string>> = {
  success:
    "An ordinary call of the same tool that the server answered, so that it is known that the probe got through.",
  "provoked-error": "An error that was provoked on purpose and came back, so that it is known that errors can be seen.",
  baseline: "A baseline that was answered before and after, so that it is known what the ordinary reply is.",
};

const asked = "Nothing: it is asked only of what went wrong while the other checks ran, and does not apply otherwise.";

/** Prints all that one check says of itself; an unknown id is a usage error. */
export async function explainAction(cli: Cli, id: string, flags: { readonly json?: boolean }): Promise<number> {
  const checks = (await cli.suites()).flatMap((suite) => suite.checks);
  const check = checks.find((candidate) => candidate.id === id);
  if (check === undefined) throw unknown(id, checks);
  if (flags.json) {
    const { subjects, probe, judge, ...told } = check;
    cli.stdout.write(`${JSON.stringify(told, null, 2)}\n`);
    return exitCodes.ok;
  }
  const width = Math.min(cli.stdout.columns ?? 100, 100);
  cli.stdout.write(`${text(check, width)}\n`);
  return exitCodes.ok;
}

function text(check: Check, width: number): string {
  const { refs } = check;
  const references = [...refs.cwe, ...refs.owaspMcp, ...refs.cosai, ...refs.spec];
  const sections: readonly (readonly [string, string])[] = [
    ["Why it matters", check.why],
    ["What to do about a finding", check.fix],
    ["What earns a pass", check.phase === "after" ? asked : earns[check.control]],
    [
      "Needs",
      `${[...check.needs].join(", ")}${check.uses.length > 0 ? `; uses ${check.uses.join(", ")} where the config has it` : ""}`,
    ],
    ["Requests", `at most ${check.requests} for each subject; a finding is repeated once on a fresh session`],
    ["References", references.join(", ")],
  ];
  const shown = sections.filter(([, body]) => body !== "").map(([head, body]) => `${head}\n${indented(body, width)}`);
  return [`${check.id} (${check.severity})\n${indented(check.title, width)}`, ...shown].join("\n\n");
}

function indented(body: string, width: number): string {
  return wrap(body, width - 2)
    .map((line) => `  ${line}`)
    .join("\n");
}

function unknown(id: string, checks: readonly Check[]): HarnessError {
  const names = checks.map((check) => check.id);
  const tails = new Map(names.map((name) => [name.slice(name.indexOf("/") + 1), name]));
  const guess = nearest(id, names) ?? tails.get(nearest(id, tails.keys()) ?? "");
  return new HarnessError(
    "usage",
    `There is no check ${JSON.stringify(id)}.`,
    guess === undefined ? "mcp-gauntlet list names them all." : `Did you mean ${guess}?`,
  );
}
