import type { Report, ReportedResult } from "../../model/report.ts";
import { html, type Markup } from "../escape/html.ts";
import { visibleLine } from "../escape/visible.ts";
import { item } from "./item.ts";
import { marked, named } from "./marked.ts";
import { head, table } from "./table.ts";

/** Passes, each with the exchange that earned it. */
export function passRows(report: Report, passes: readonly ReportedResult[]): Markup {
  const rows = passes.map((result) => {
    const control = result.control === undefined ? undefined : report.exchanges[result.control];
    const label = control === undefined ? "" : ` ${visibleLine(control.label)}, ${control.reply.kind}`;
    return html`<tr ${item(result)}><th scope="row">${named(result.subject)}</th><td>${visibleLine(result.check)}</td><td class="text">${marked(result.because)}</td><td>${result.control ?? ""}${label}</td></tr>`;
  });
  return table("Passes", ["Subject", "Check", "Because", "Control"].map(head), rows);
}

/** Findings after those that are shown in full: what, where and why, without the exchanges. */
export function findingRows(results: readonly ReportedResult[]): Markup {
  const rows = results.map(
    (result) =>
      html`<tr ${item(result)}><td>${result.severity}</td><th scope="row">${named(result.subject)}</th><td class="text">${marked(result.title)}</td><td class="text">${marked(result.because)}</td><td><code>${result.fingerprint}</code></td></tr>`,
  );
  return table("More findings", ["Severity", "Subject", "What", "Because", "Fingerprint"].map(head), rows);
}

/** Facts that are no findings, each with the exchange or observation that shows it. */
export function notedRows(results: readonly ReportedResult[]): Markup {
  const rows = results.map(
    (result) =>
      html`<tr ${item(result)}><th scope="row">${named(result.subject)}</th><td class="text">${marked(result.title)}</td><td class="text">${marked(result.because)}</td><td>${result.proof.join(", ")}</td></tr>`,
  );
  return table("Worth knowing", ["Subject", "What", "Because", "Shown by"].map(head), rows);
}

/** Checks that had nothing to ask here. */
export function notApplicableRows(results: readonly ReportedResult[]): Markup {
  const rows = results.map(
    (result) =>
      html`<tr ${item(result)}><th scope="row">${named(result.subject)}</th><td>${visibleLine(result.check)}</td><td class="text">${marked(result.because)}</td></tr>`,
  );
  return table("Not applicable", ["Subject", "Check", "Because"].map(head), rows);
}
