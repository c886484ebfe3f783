import type { Report, ReportedResult } from "../../model/report.ts";
import { html, type Markup } from "../escape/html.ts";
import { visibleLine } from "../escape/visible.ts";
import { allExchanges, pair } from "./evidence.ts";
import { item } from "./item.ts";
import { marked, named } from "./marked.ts";
import { observations } from "./observations.ts";
import { references } from "./references.ts";
import { reproduction } from "./reproduction.ts";

/** One finding from claim to fix. `depth` keeps a page with hundreds of findings light. */
export function finding(
  report: Report,
  result: ReportedResult,
  anchor: string,
  title: string,
  depth: "full" | "pair",
): Markup {
  return html`<article class="finding sev-${result.severity}" id="${anchor}" ${item(result)} aria-labelledby="${anchor}-t">
<header>
<p class="kicker"><span class="sev">${result.severity}</span> · ${result.verdict === "fail" ? "proven" : "suspected"}</p>
<h3 id="${anchor}-t">${marked(title)}</h3>
<p class="where">${where(result)}</p>
</header>
<p class="because">${marked(result.because)}</p>
${result.leftovers.map((left) => html`<p class="notice"><strong>Left behind.</strong> ${marked(left)}</p>`)}
<h4>Evidence</h4>
${pair(report, result)}
${observations(result)}
<div class="advice"><div><h4>Why it matters</h4><p>${marked(result.why)}</p></div>
<div><h4>Fix</h4><p>${marked(result.fix)}</p></div></div>
${reproduction(result)}
${depth === "full" ? allExchanges(report, result) : undefined}
<dl class="foot">${references(result.refs)}
${result.techniques.length === 0 ? undefined : html`<div><dt>Worked by</dt><dd>${visibleLine(result.techniques.join(", "))}</dd></div>`}
<div><dt>Check</dt><dd>${visibleLine(result.check)}</dd></div>
<div><dt>Fingerprint</dt><dd><code>${result.fingerprint}</code></dd></div></dl>
</article>`;
}

function where(result: ReportedResult): Markup {
  return html`${place(result)}, called as ${named(result.principal)}`;
}

function place({ subject, tool, resource, prompt, param }: ReportedResult): Markup {
  if (tool !== undefined)
    return html`Tool ${named(tool)}${param === undefined ? undefined : html`, parameter ${named(param)}`}`;
  if (resource !== undefined) return html`Resource ${named(resource)}, variable ${named(param ?? "")}`;
  if (prompt !== undefined) return html`Prompt ${named(prompt)}, argument ${named(param ?? "")}`;
  return named(subject);
}
