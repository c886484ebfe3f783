import type { Report } from "../../model/report.ts";
import { html, type Markup } from "../escape/html.ts";
import { visibleLine } from "../escape/visible.ts";
import type { Summary } from "../summary.ts";
import { marked } from "./marked.ts";
import { moment } from "./run.ts";

/** The top of the page: whose report, the verdict, what is partial about it, and the numbers. */
export function masthead(report: Report, summary: Summary): Markup {
  const { target } = report;
  const server = target.server === undefined ? undefined : `${target.server.name} ${target.server.version}`;
  const wire = [target.transport, target.protocolVersion].filter((part) => part !== undefined).join(", ");
  const risk = summary.bySeverity[0]?.[0];
  return html`<header class="masthead ${risk === undefined ? `is-${summary.verdict}` : `sev-${risk}`}">
<p class="brand"><strong>mcp-gauntlet</strong> report <span>${moment(report.startedAt)}</span></p>
<h1><bdi>${visibleLine(target.name)}</bdi></h1>
<p class="verdict"><span class="word">${words[summary.verdict]}</span> ${summary.headline}</p>
${risk === undefined ? undefined : html`<p class="risk">Risk: <strong>${risk}</strong>, the highest severity that is proven.</p>`}
${banner(report, summary)}
<dl class="target">
<div><dt>Target</dt><dd><code>${visibleLine(target.address)}</code></dd></div>
${server === undefined ? undefined : html`<div><dt>Server</dt><dd><bdi>${visibleLine(server)}</bdi></dd></div>`}
${wire === "" ? undefined : html`<div><dt>Spoken</dt><dd>${visibleLine(wire)}</dd></div>`}
<div><dt>Called as</dt><dd>${report.principals.map((who, i) => `${i > 0 ? ", " : ""}${visibleLine(who.name)}${who.credentials ? "" : " (no credentials)"}`)}</dd></div>
${target.insecureTls ? html`<div><dt>TLS</dt><dd>certificate not checked, as asked for</dd></div>` : undefined}
</dl>
</header>
${numbers(summary)}`;
}

const words: Readonly<Record<Summary["verdict"], string>> = {
  fail: "Fail",
  suspected: "Suspected",
  inconclusive: "Inconclusive",
  pass: "Pass",
};

function banner(report: Report, summary: Summary): Markup | undefined {
  const detail = marked(report.stopDetail);
  if (summary.partial !== undefined) {
    return html`<p class="notice loud"><strong>This report is partial.</strong> ${summary.partial} ${detail}</p>`;
  }
  return report.stopReason === "completed" ? undefined : html`<p class="notice loud">${detail}</p>`;
}

function numbers(summary: Summary): Markup | undefined {
  const { counts } = summary;
  const cells = [
    ["fail", "Proven", counts.fail, "#findings"],
    ["suspected", "Suspected", counts.suspected, "#suspected"],
    ["open", "Not concluded", counts.inconclusive + counts.error, "#open"],
    ["noted", "Noted", counts.noted, "#noted"],
    ["pass", "Passed", counts.pass, "#passed"],
    ["na", "Not applicable", counts["not-applicable"], undefined],
  ] as const;
  const total = cells.reduce((sum, [, , n]) => sum + n, 0);
  if (total === 0) return undefined;
  let at = 0;
  const bars = cells.map(([kind, , n]) => {
    const width = (1000 * n) / total;
    at += width;
    return width === 0
      ? undefined
      : html`<rect class="${kind}" x="${(at - width).toFixed(1)}" width="${width.toFixed(1)}" height="8"/>`;
  });
  return html`<section class="numbers" aria-label="Numbers">
<ul>${cells.map(([kind, name, n, link]) => {
    const cell = html`<strong>${n.toLocaleString("en")}</strong> <span>${name}</span>`;
    return html`<li class="${n === 0 ? "none" : kind}">${link === undefined || n === 0 ? html`<div>${cell}</div>` : html`<a href="${link}">${cell}</a>`}</li>`;
  })}<li class="reach"><div><strong>${summary.reached}<i>/${summary.tools}</i></strong> <span>Tools reached</span></div></li></ul>
<svg viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true">${bars}</svg>
</section>`;
}
