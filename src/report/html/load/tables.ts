import type { LoadComparison, ReportedLoad } from "../../../model/load/reported-load.ts";
import { html, type Markup } from "../../escape/html.ts";
import { visibleLine } from "../../escape/visible.ts";
import { numberText, timeText } from "../../load-facts/format.ts";
import { merged } from "../../load-facts/merged.ts";
import { failureRows, phaseHeads, phaseRows } from "../../load-facts/rows.ts";
import { sentence, thresholdWords } from "../../load-facts/words.ts";
import { marked, named } from "../marked.ts";
import { head, table } from "../table.ts";

const numeric = (name: string): Markup => html`<th scope="col" class="n">${name}</th>`;
const number = (text: string): Markup => html`<td class="n">${text}</td>`;

/** The parts of the load: users, calls, how many worked, and how long they took. */
export function phaseTable(load: ReportedLoad): Markup | undefined {
  const rows = phaseRows(load);
  if (rows.length === 0) return undefined;
  const { phase, ...rest } = phaseHeads;
  return html`<h3>Parts of the load</h3>${table(
    "Parts of the load",
    [head(phase), ...Object.values(rest).map(numeric)],
    rows.map(
      ({ phase: name, ...cells }) =>
        html`<tr><th scope="row">${visibleLine(name)}</th>${Object.values(cells).map(number)}</tr>`,
    ),
  )}`;
}

/** How each tool fared where all users were there. */
export function toolTable({ phases }: ReportedLoad): Markup | undefined {
  const last = phases.findLast(({ name, tools }) => (name === "profile" || name === "step") && tools.length > 0);
  if (last === undefined || last.tools.length < 2) return undefined;
  return html`<h3>By tool, with ${last.users.toLocaleString("en")} users</h3>${table(
    "Latency by tool",
    [head("Tool"), ...["Worked", "p50", "p95", "p99", "Longest"].map(numeric)],
    last.tools.map(({ name, calls, latencyMs: { p50, p95, p99, max } }) => {
      const times = [p50, p95, p99, max].map(timeText);
      return html`<tr><th scope="row">${named(name)}</th>${[calls.toLocaleString("en"), ...times].map(number)}</tr>`;
    }),
  )}`;
}

/** What calls failed with, the commonest first. */
export function failureTable(load: ReportedLoad): Markup | undefined {
  const rows = failureRows(load, 200);
  if (rows.length === 0) return undefined;
  return html`<h3>What failed</h3>${table(
    "Failures by message",
    [numeric("Calls"), ...["By", "Message", "First"].map(head)],
    rows.map(
      ({ calls, kind, message, first }) =>
        html`<tr>${number(calls)}<td>${visibleLine(kind)}</td><td class="text">${named(message)}</td><td>${first}</td></tr>`,
    ),
  )}`;
}

const looks = { kept: "yes", broken: "broken", "not told": "meta" } as const;

/** What the load was held to, and whether it kept it. */
export function thresholdTable({ thresholds }: ReportedLoad): Markup | undefined {
  if (thresholds.length === 0) return undefined;
  return html`<h3>Held to</h3>${table(
    "Thresholds",
    [...["Kept", "What"].map(head), ...["Measured", "Limit"].map(numeric)],
    thresholds.map((threshold) => {
      const { limit, measured, kept } = thresholdWords(threshold);
      return html`<tr><td><span class="${looks[kept]}">${kept}</span></td><th scope="row">${visibleLine(threshold.name)}</th>${number(measured)}${number(limit)}</tr>`;
    }),
  )}`;
}

/** What calls that went wrong did to those of somebody else. */
export function probeTable({ probes }: ReportedLoad): Markup | undefined {
  if (probes.length === 0) return undefined;
  return html`<h3>Calls that go wrong, and good ones beside them</h3>${table(
    "Calls that go wrong",
    [head("How"), numeric("Made"), head("A good call of somebody else")],
    probes.map(({ way, misbehaved, until, failedAfterMs = 0, unanswered, message }) => {
      const said = message === undefined || message === "" ? "" : `: ${message}`;
      const end = unanswered
        ? `was not answered within ${timeText(failedAfterMs)}`
        : `failed after ${timeText(failedAfterMs)}${said}`;
      const told =
        until === undefined ? "went on working" : `${end}, once ${until.toLocaleString("en")} had gone wrong`;
      return html`<tr><th scope="row">${visibleLine(ways.get(way) ?? way)}</th>${number(misbehaved.toLocaleString("en"))}<td class="text">${marked(told)}</td></tr>`;
    }),
  )}`;
}

const ways: ReadonlyMap<string, string> = new Map([
  ["error", "the tool answers with an error"],
  ["cancel", "the call is taken back"],
  ["disconnect", "the client goes away"],
]);

/** This load beside an earlier one. */
export function comparisonTable(comparison: LoadComparison | undefined): Markup | undefined {
  if (comparison === undefined) return undefined;
  const { because, changes } = comparison;
  const rows = changes.map(({ what, measure, before, after, change }) => {
    const shown = measure === "throughput" ? (value: number) => `${numberText(value)} a second` : timeText;
    return html`<tr><th scope="row">${named(what)}</th><td>${measure}</td>${number(shown(before))}${number(shown(after))}<td><span class="${change === "slower" ? "broken" : change === "faster" ? "yes" : "meta"}">${change}</span></td></tr>`;
  });
  const heads = [...["What", "Measure"].map(head), ...["Before", "Now"].map(numeric), head("Change")];
  return html`<h3>Beside the baseline</h3><p>${marked(sentence(because))}</p>${rows.length === 0 ? undefined : table("Beside the baseline", heads, rows)}`;
}

/** The numbers of the pictures. */
export function seriesTable({ series }: ReportedLoad): Markup | undefined {
  if (series.length < 2) return undefined;
  const rows = merged(series, 120).map(({ second, seconds, users, ok, errors, latencyMs, database }) => {
    const failed = Object.values(errors).reduce((all, one) => all + one, 0);
    const times = [latencyMs?.p50, latencyMs?.p95, latencyMs?.p99].map((ms) => (ms === undefined ? "" : timeText(ms)));
    const counts = [users, ok / Math.max(1, seconds), failed / Math.max(1, seconds)].map(numberText);
    const connections = database === undefined ? "" : `${database.connections} (${database.active} active)`;
    return html`<tr><th scope="row" class="n">${second.toLocaleString("en")}</th>${[...counts, ...times, connections].map(number)}</tr>`;
  });
  const heads = ["Second", "Users", "Worked a second", "Failed a second", "p50", "p95", "p99", "Connections"];
  return html`<details class="fold"><summary>The pictures as a table</summary>${table("The load over time", heads.map(numeric), rows)}</details>`;
}
