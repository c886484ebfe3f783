import type { Measured } from "./measure.ts";

const titles = { postgres: "PostgreSQL", sqlite: "SQLite", mysql: "MariaDB", json: "JSON file" } as const;

/** The measurement as markdown: one line for each vulnerable parameter, one sentence on all that is sound. */
export function table(all: readonly Measured[]): string {
  return all.flatMap((one) => [`### ${titles[one.database]}`, summary(one), rows(one)]).join("\n\n");
}

/** True where all was found under every seed, within the limit, and nothing else was. */
export function meetsStandard({ rows: found, seeds, alarms, unsteady }: Measured): boolean {
  const all = found.every((row) => row.found === seeds && row.requests <= mostRequests);
  return all && alarms.length === 0 && unsteady.length === 0;
}

/** Requests that one vulnerable parameter may take. */
const mostRequests = 200;

function summary({ rows: found, seeds, alarms, unsteady, sound }: Measured): string {
  const times = found.reduce((sum, row) => sum + row.found, 0);
  return [
    `Found: ${times} of ${found.length * seeds} (${found.length} parameters, ${seeds} ${seeds === 1 ? "seed" : "seeds"}).`,
    `Alarms on what is sound: ${alarms.length === 0 ? "none" : alarms.join("; ")}.`,
    `Verdicts that change with the seed: ${unsteady.length === 0 ? "none" : unsteady.join("; ")}.`,
    `Subjects without a flaw: ${sound.subjects}, at most ${sound.mostRequests} requests each, ${sound.inconclusive} inconclusive.`,
  ].join(" ");
}

function rows({ rows: found, seeds }: Measured): string {
  const body = found.map((row) => [
    row.subject,
    row.context,
    row.shows,
    `${row.found}/${seeds}`,
    row.techniques.join(", "),
    String(row.requests),
  ]);
  const lines = [["Parameter", "Stands in", "Shows", "Found", "Techniques", "Requests, at most"], ...body].map(
    (cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`,
  );
  return [lines[0], "| --- | --- | --- | --- | --- | --- |", ...lines.slice(1)].join("\n");
}
