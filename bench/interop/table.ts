import { type Result, type Row, type Step, stepNames } from "./result.ts";

/** The table of docs/compatibility.md: one line for each connection, both sessions side by side where they agree. */
export function table({ rows, notBuilt }: Result): string {
  const head = ["Server", "Transport", "Era asked", "Revision", "Session", ...stepNames];
  const lines = [head, head.map(() => "---"), ...merged(rows).map(cells)].map((line) => `| ${line.join(" | ")} |`);
  const failures = rows.flatMap((row) =>
    stepNames.flatMap((name) => {
      const step = row.steps[name];
      if (step?.state !== "failed") return [];
      return [`- ${row.sdk}, ${row.transport}, ${row.era}, ${row.session}: ${name}: ${plain(step.detail)}`];
    }),
  );
  return [
    lines.join("\n"),
    ...(notBuilt.length === 0
      ? []
      : ["Not built:", notBuilt.map((one) => `- ${one.sdk}: ${plain(one.reason)}`).join("\n")]),
    ...(failures.length === 0 ? [] : ["Failed:", failures.join("\n")]),
  ].join("\n\n");
}

interface Line {
  readonly row: Row;
  readonly sessions: string;
}

/** A connection whose two sessions went the same way takes one line. */
function merged(rows: readonly Row[]): readonly Line[] {
  const lines = new Map<string, { row: Row; sessions: string[] }>();
  for (const row of rows) {
    const states = stepNames.map((name) => cell(row.steps[name]));
    const key = [row.peer, row.transport, row.era, row.revision, ...states].join("|");
    const line = lines.get(key);
    if (line) line.sessions.push(row.session);
    else lines.set(key, { row, sessions: [row.session] });
  }
  return [...lines.values()].map(({ row, sessions }) => ({ row, sessions: sessions.join(", ") }));
}

function cells({ row, sessions }: Line): readonly string[] {
  const names = [`${row.language}: ${row.sdk}`, row.transport, row.era, row.revision || "–", sessions];
  return [...names, ...stepNames.map((name) => cell(row.steps[name]))];
}

function cell(step: Step | undefined): string {
  if (step === undefined) return "–";
  return { ok: "yes", failed: "**no**", skipped: "–" }[step.state];
}

function plain(text: string): string {
  return text.replaceAll(/[|<>]/g, " ").replaceAll("\n", " ");
}
