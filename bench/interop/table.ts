import { places } from "./places.ts";
import { type Result, type Row, type Spoken, type Step, stepNames } from "./result.ts";

/** The tables of docs/compatibility.md: one line for each server, transport and revision; what went differently has its own. */
export function table({ rows, notBuilt, spoken }: Result): string {
  const refused = rows.filter((row) => row.revision === "refused");
  const clean = refused.filter((row) => failures(row).length === 0);
  const failed = rows.flatMap((row) => failures(row));
  return [
    ...(rows.length === 0 ? [] : [connections(rows.filter((row) => row.revision !== "refused"))]),
    ...(refused.length === 0
      ? []
      : [
          `An era that the server does not offer was refused in words, with nothing left behind, in ${clean.length} of ${refused.length} tries.`,
        ]),
    ...(failed.length === 0 ? [] : ["Failed:", failed.join("\n")]),
    ...(notBuilt.length === 0
      ? []
      : ["Not built:", notBuilt.map((one) => `- ${one.sdk}: ${plain(one.reason)}`).join("\n")]),
    ...(spoken.length === 0 ? [] : [spokenTable(spoken)]),
  ].join("\n\n");
}

function connections(rows: readonly Row[]): string {
  const lines = new Map<string, Row[]>();
  for (const row of rows) {
    const key = [row.peer, row.transport, row.revision, ...stepNames.map((name) => cell(row.steps[name]))].join("|");
    lines.set(key, [...(lines.get(key) ?? []), row]);
  }
  const body = [...lines.values()].map((same) => {
    const [row] = same;
    if (row === undefined) return [];
    const eras = new Set(same.map((one) => one.era));
    const sessions = new Set(same.map((one) => one.session));
    const steps = stepNames.map((name) => cell(row.steps[name]));
    const server = `${row.language}: ${row.sdk}`;
    return [server, row.transport, row.revision || "none", [...eras].join(", "), [...sessions].join(", "), ...steps];
  });
  return markdown(["Server", "Transport", "Revision", "Era asked", "Session", ...stepNames], body);
}

function spokenTable(spoken: readonly Spoken[]): string {
  const all = [...new Set(spoken.flatMap((one) => one.revisions))].sort();
  const body = spoken.map((one) => [one.sdk, ...all.map((each) => (one.revisions.includes(each) ? "yes" : "–"))]);
  return markdown(["Server", ...all], body);
}

function markdown(head: readonly string[], body: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...body].map((line) => `| ${line.join(" | ")} |`).join("\n");
}

function failures(row: Row): readonly string[] {
  const what = `${row.sdk}, ${row.transport}, era ${row.era}, ${row.session} session`;
  return stepNames.flatMap((name) => {
    const step = row.steps[name];
    return step?.state === "failed" ? [`- ${what}: ${name}: ${plain(step.detail)}`] : [];
  });
}

function cell(step: Step | undefined): string {
  if (step === undefined) return "–";
  return { ok: "yes", failed: "**no**", skipped: "–" }[step.state];
}

/** Text of a server for a Markdown line: nothing in it may become markup, and paths are those of this repository. */
function plain(text: string): string {
  return text
    .replaceAll(places.root, "")
    .replaceAll(/[|<>`*_[\]]/g, " ")
    .replaceAll(/\s+/g, " ");
}
