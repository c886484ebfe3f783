import { placeAt, readPath } from "../../engine/arguments/path.ts";
import { nothingKnown, validArguments } from "../../engine/arguments/valid.ts";
import type { Report, ReportedResult } from "../../model/report.ts";
import type { Surface } from "../../model/surface.ts";
import type { ScanRequest } from "../scan-request.ts";
import { groupBy } from "./group-by.ts";

type Advice = Report["coverage"]["advice"][number] & { readonly gain: number };

/** Lines of config that are named at the most. */
const mostLines = 3;

/** The lines of config that would let the scan conclude most, best first: by the number of results each would settle. */
export function adviceFor(
  request: ScanRequest,
  surface: Surface,
  results: readonly ReportedResult[],
): Report["coverage"]["advice"] {
  return [
    ...samples(request, surface, results),
    ...promise(request, results),
    ...database(request, results),
    ...identity(request, surface),
  ]
    .filter(({ gain }) => gain > 0)
    .sort((a, b) => b.gain - a.gain)
    .slice(0, mostLines)
    .map(({ line, why }) => ({ line, why }));
}

/** One line for all tools that never worked: their arguments, as far as the schema tells them. */
function samples(request: ScanRequest, surface: Surface, results: readonly ReportedResult[]): Advice[] {
  const stuck = results.filter(
    ({ reason, tool }) => (reason === "no-control" || reason === "unclear") && tool !== undefined,
  );
  return [...groupBy(stuck, ({ tool = "" }) => tool)]
    .filter(([name]) => !Object.hasOwn(request.samples, name))
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, mostLines)
    .map(([name, waiting]) => {
      const gain = waiting.length;
      const schema = surface.tools.find((tool) => tool.name === name)?.inputSchema ?? {};
      const asked = waiting.map((result) => result.param ?? "");
      const args = asked.reduce(
        (made, path) => (readPath(made, path) ? made : placeAt(made, path, "…")),
        validArguments(schema, nothingKnown),
      );
      const line = `"samples": { ${JSON.stringify(name)}: ${JSON.stringify(args)} }`;
      return {
        line,
        why: `with values that exist: ${gain} ${gain === 1 ? "result waits" : "results wait"} for a call of ${name} that works`,
        gain,
      };
    });
}

/** Worth most where a tool runs SQL that nobody said may not write. */
function promise({ promises }: ScanRequest, results: readonly ReportedResult[]): Advice[] {
  if (promises.readOnly !== undefined) return [];
  // The check of concatenation does not apply where an argument is a whole statement.
  const sqlTools = results.filter(
    (result) =>
      result.check === "sql-injection/argument-in-sql-text" && result.verdict === "not-applicable" && result.tool,
  );
  const named = [...new Set(sqlTools.map((result) => result.tool ?? ""))];
  return [
    {
      line: `"promises": { "readOnly": ${named.length > 0 ? JSON.stringify(named) : '["get_*", "list_*"]'} }`,
      why: "names the tools that must not write: then that is tested",
      gain: named.length * 5 + 0.5,
    },
  ];
}

function database({ observe }: ScanRequest, results: readonly ReportedResult[]): Advice[] {
  if (observe.postgresUrl !== undefined || observe.mysqlUrl !== undefined) return [];
  const gain = results.filter((result) => result.check.startsWith("sql-")).length / 10;
  return [
    {
      line: '"observe": { "postgres": { "url": { "env": "DATABASE_URL" } } }',
      why: "lets writes be seen in the database itself (mysql in place of postgres where it is one)",
      gain,
    },
  ];
}

function identity({ principals }: ScanRequest, surface: Surface): Advice[] {
  if (principals.length > 0) return [];
  return [
    {
      line: '"principals": [{ "name": "alice", "token": { "env": "ALICE_TOKEN" } }]',
      why: "tests as a user of yours instead of as nobody",
      gain: surface.tools.length / 4,
    },
  ];
}
