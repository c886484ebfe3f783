import type { ReportedLoad } from "../../../model/load/reported-load.ts";
import { html, type Markup } from "../../escape/html.ts";
import { visibleLine } from "../../escape/visible.ts";
import { numberText } from "../../load-facts/format.ts";
import { diagnosisWords, generatorWords, planWords, recoveryWords, sentence } from "../../load-facts/words.ts";
import { marked } from "../marked.ts";
import { charts } from "./charts.ts";
import {
  comparisonTable,
  failureTable,
  phaseTable,
  probeTable,
  seriesTable,
  thresholdTable,
  toolTable,
} from "./tables.ts";

/** The load of a run: the diagnosis in a sentence, then pictures and tables of what it rests on. */
export function loadSection(load: ReportedLoad): Markup {
  const { notMade, diagnosis, complete } = load;
  const recovery = recoveryWords(load);
  return html`<div class="diagnosis ${tone(load)}"><p class="said">${diagnosisWords(load)}</p>
<p>${marked(sentence(notMade ?? diagnosis.because))}</p>
<p class="meta">${visibleLine(planWords(load))}</p></div>
${notMade === undefined && !complete ? html`<p class="notice">It ended before all its parts were done.</p>` : undefined}
${charts(load)}${seriesTable(load)}
${phaseTable(load)}${thresholdTable(load)}${failureTable(load)}${toolTable(load)}${comparisonTable(load.comparison)}${probeTable(load)}
${recovery.length === 0 ? undefined : html`<h3>Afterwards</h3><ul class="facts">${recovery.map((text) => html`<li>${marked(text)}</li>`)}</ul>`}
${diagnosis.evidence.length === 0 ? undefined : html`<details class="fold"><summary>What the diagnosis rests on</summary><ul class="facts">${diagnosis.evidence.map((fact) => html`<li>${marked(fact)}</li>`)}</ul></details>`}
${notMade === undefined ? facts(load) : undefined}`;
}

function tone({ notMade, diagnosis: { verdict } }: ReportedLoad): string {
  if (notMade !== undefined || verdict === "inconclusive" || verdict === "generator-saturated")
    return "is-inconclusive";
  if (verdict === "healthy") return "is-pass";
  return verdict === "rate-limited" ? "sev-low" : "sev-high";
}

function facts(load: ReportedLoad): Markup {
  const { ownership, sessions, connectionsPerCall, resent } = load;
  const owners =
    ownership.checked === 0
      ? "No tool shows for whom an answer is."
      : `${ownership.checked.toLocaleString("en")} answers were looked at, ${ownership.foreign.toLocaleString("en")} were somebody else's.`;
  const opened = `${sessions.opened.toLocaleString("en")} opened, ${sessions.ended.toLocaleString("en")} ended, ${sessions.abandoned.toLocaleString("en")} left behind, ${sessions.refused.toLocaleString("en")} refused.`;
  const all: readonly (readonly [string, string])[] = [
    ["Owners of answers", owners],
    ["Sessions", opened],
    ...(connectionsPerCall === undefined
      ? []
      : [["New database connections a call", numberText(connectionsPerCall)] as const]),
    ...(resent === 0 ? [] : [["Calls sent again", resent.toLocaleString("en")] as const]),
    ["The machine that made the load", generatorWords(load)],
  ];
  return html`<dl class="run foot">${all.map(([name, text]) => html`<div><dt>${name}</dt><dd>${visibleLine(text)}</dd></div>`)}</dl>`;
}
