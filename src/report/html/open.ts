import type { ReportedResult } from "../../model/report.ts";
import { html, type Markup } from "../escape/html.ts";
import { visibleLine } from "../escape/visible.ts";
import { grouped } from "../grouped.ts";
import { type OpenGroup, openGroups } from "../open-groups.ts";
import { count } from "../summary.ts";
import { item } from "./item.ts";
import { marked, named } from "./marked.ts";

/** What was not tested, or not to an end, and why: by reason, then by the sentence given. */
export function notConcluded(open: readonly ReportedResult[]): Markup {
  return html`${openGroups(open).map(group)}`;
}

function group({ reason, meaning, results, sentences }: OpenGroup): Markup {
  return html`<section class="group" data-group><h3>${meaning} <span class="count">${results.length.toLocaleString("en")}</span></h3>
<p class="meta">${visibleLine(reason)}</p>
${sentences.map(({ because, results: same }) => html`<div class="sentence" data-group><p>${marked(because)}</p>${byCheck(same)}</div>`)}</section>`;
}

/** The check is said once for all its subjects. */
function byCheck(results: readonly ReportedResult[]): readonly Markup[] {
  return grouped(results, (result) => result.check).map(
    ([check, same]) =>
      html`<div class="by-check" data-group><p class="meta">${visibleLine(check)}</p>${subjects(same)}</div>`,
  );
}

function subjects(results: readonly ReportedResult[]): Markup {
  const list = html`<ul class="subjects">${results.map((result) => html`<li ${item(result)}>${named(result.subject)}</li>`)}</ul>`;
  if (results.length <= 12) return list;
  return html`<details class="fold"><summary>${count(results.length, "question")}</summary>${list}</details>`;
}
