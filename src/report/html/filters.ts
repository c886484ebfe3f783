import type { Report } from "../../model/report.ts";
import { severities } from "../../model/verdict.ts";
import { html, type Markup } from "../escape/html.ts";
import { visibleLine } from "../escape/visible.ts";
import { byNumber } from "../order.ts";

/** The filter bar; hidden until the page's script can make it work. */
export function filters(report: Report): Markup {
  const suites = distinct(report.results.map((result) => result.suite));
  const tools = distinct(report.results.flatMap((result) => result.tool ?? []));
  return html`<form class="filters" id="filters" role="search" aria-label="Filter results" hidden>
<label class="grow">Find<input type="search" name="q" placeholder="tool, parameter, check, text" autocomplete="off"></label>
${choice("v", "Verdict", [
  ["fail", "Proven"],
  ["suspected", "Suspected"],
  ["inconclusive", "Not concluded"],
  ["error", "Error"],
  ["noted", "Noted"],
  ["pass", "Passed"],
])}
${choice(
  "s",
  "Severity",
  [...severities].reverse().map((name) => [name, name]),
)}
${choice(
  "u",
  "Suite",
  suites.map((name) => [name, name]),
)}
${choice(
  "t",
  "Tool",
  tools.map((name) => [name, name]),
)}
<button type="reset">Clear</button>
<output aria-live="polite"></output>
</form>`;
}

function choice(name: string, label: string, options: readonly (readonly [string, string])[]): Markup {
  return html`<label>${label}<select name="${name}"><option value="">All</option>${options.map(
    ([value, text]) => html`<option value="${value}">${text}</option>`,
  )}</select></label>`;
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names.map(visibleLine))].sort(byNumber);
}
