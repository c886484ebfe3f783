import { createHash } from "node:crypto";
import type { Report, ReportedResult } from "../../model/report.ts";
import { html, type Markup, source, trusted } from "../escape/html.ts";
import { visibleLine } from "../escape/visible.ts";
import { count, type Summary, summarize } from "../summary.ts";
import { coverage } from "./coverage.ts";
import { filters } from "./filters.ts";
import { finding } from "./finding.ts";
import { guide } from "./guide.ts";
import { incidents } from "./incidents.ts";
import { loadSection } from "./load/section.ts";
import { masthead } from "./masthead.ts";
import { notConcluded } from "./open.ts";
import { findingRows, notApplicableRows, notedRows, passRows } from "./rows.ts";
import { runFacts } from "./run.ts";
import { script } from "./script.ts";
import { style } from "./style.ts";
import { surface } from "./surface.ts";

interface Section {
  readonly id: string;
  readonly title: string;
  readonly count?: number;
  readonly body: Markup;
  /** Under the section in the navigation. */
  readonly links?: readonly (readonly [anchor: string, text: string])[];
}

/** The report as one HTML file: no network, its own style and script allowed by their hash, readable without script. */
export function renderHtml(report: Report): string {
  const summary = summarize(report);
  const sections = sectionsOf(report, summary);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${trusted(hash(style))}'; script-src '${trusted(hash(script))}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${visibleLine(report.target.name)}: ${summary.headline} mcp-gauntlet report</title>
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the results</a>
${masthead(report, summary)}
<div class="columns">
<nav aria-label="Sections"><ol>${sections.map(link)}</ol></nav>
<main id="main">
${report.results.length === 0 ? undefined : filters(report)}
${sections.map(section)}
</main>
</div>
<footer><p>Made by mcp-gauntlet ${visibleLine(report.tool.version)}. The same facts for programs: report.json.</p></footer>
<script>${trusted(script)}</script>
</body>
</html>
`;
  return source(page);
}

/** Findings shown with all their exchanges, and those shown at all; the rest is a table. */
const inFull = 60;
const asArticles = 200;

function sectionsOf(report: Report, summary: Summary): readonly Section[] {
  const { fails, suspected, noted, open, passes } = summary;
  const unasked = report.results.filter((result) => result.verdict === "not-applicable");
  const listed = (results: readonly ReportedResult[], all: Section): readonly Section[] =>
    results.length > 0 ? [all] : [];
  return [
    ...listed(fails, articles(report, fails, { id: "findings", prefix: "f", title: "Proven findings" })),
    ...listed(suspected, articles(report, suspected, { id: "suspected", prefix: "s", title: "Suspected, not proven" })),
    ...(report.load === undefined ? [] : [{ id: "load", title: "Load", body: loadSection(report.load) }]),
    ...listed(noted, {
      id: "noted",
      title: "Worth knowing, no findings",
      count: noted.length,
      body: notedRows(noted),
    }),
    ...(report.incidents.length === 0
      ? []
      : [{ id: "incidents", title: "Incidents", count: report.incidents.length, body: incidents(report) }]),
    ...listed(open, { id: "open", title: "Not concluded", count: open.length, body: notConcluded(open) }),
    ...(report.coverage.tools.length === 0 && report.results.length === 0
      ? []
      : [{ id: "coverage", title: "Coverage", body: coverage(report) }]),
    ...listed(passes, {
      id: "passed",
      title: "Passed",
      count: passes.length,
      body: folded(count(passes.length, "question"), passRows(report, passes)),
    }),
    ...listed(unasked, {
      id: "not-applicable",
      title: "Not applicable",
      count: unasked.length,
      body: folded(count(unasked.length, "question"), notApplicableRows(unasked)),
    }),
    ...(report.surface === undefined ? [] : [{ id: "surface", title: "Surface", body: surface(report.surface) }]),
    { id: "run", title: "This run", body: html`${runFacts(report)}${guide()}` },
  ];
}

function articles(
  report: Report,
  results: readonly ReportedResult[],
  { id, prefix, title }: { readonly id: string; readonly prefix: string; readonly title: string },
): Section {
  const first = results.slice(0, asArticles);
  const rest = results.slice(asArticles);
  const cards = first.map((result, i) =>
    finding(report, result, `${prefix}${i + 1}`, `${i + 1}. ${result.title}`, i < inFull ? "full" : "pair"),
  );
  const more =
    rest.length === 0
      ? undefined
      : folded(`${rest.length.toLocaleString("en")} more; their evidence is in report.json`, findingRows(rest));
  const links = first
    .slice(0, 12)
    .map((result, i) => [`${prefix}${i + 1}`, `${i + 1}. ${result.tool ?? result.subject}`] as const);
  return { id, title, count: results.length, body: html`${cards}${more}`, links };
}

function section({ id, title, count: n, body }: Section): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-t"><h2 id="${id}-t">${title}${n === undefined ? undefined : html` <span class="count">${n.toLocaleString("en")}</span>`}</h2>
${body}</section>
`;
}

function link({ id, title, count: n, links = [] }: Section): Markup {
  const inner = links.map(([anchor, text]) => html`<li><a href="#${anchor}"><bdi>${visibleLine(text)}</bdi></a></li>`);
  return html`<li><a href="#${id}">${title}${n === undefined ? undefined : html` <span class="count">${n.toLocaleString("en")}</span>`}</a>${inner.length === 0 ? undefined : html`<ol>${inner}</ol>`}</li>`;
}

function folded(summary: string, body: Markup): Markup {
  return html`<details class="fold" data-group><summary>${summary}</summary>${body}</details>`;
}

function hash(text: string): string {
  return `sha256-${createHash("sha256").update(text, "utf8").digest("base64")}`;
}
