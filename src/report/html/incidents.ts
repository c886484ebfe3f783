import type { Report } from "../../model/report.ts";
import { html, type Markup } from "../escape/html.ts";
import { visibleLine } from "../escape/visible.ts";
import { exchangeCard } from "./exchange.ts";
import { marked, named } from "./marked.ts";

/** Crashes, lost sessions and withdrawn access, each with the call it came after. */
export function incidents(report: Report): Markup {
  return html`${report.incidents.slice(0, 50).map((incident) => {
    const exchange = report.exchanges[incident.exchange];
    const result = report.results.find((one) => one.check === incident.check && one.subject === incident.subject);
    const card =
      exchange === undefined || result === undefined
        ? undefined
        : html`<details class="fold"><summary>The call before it</summary><div class="cards">${exchangeCard(incident.exchange, exchange, { result, control: undefined, heading: "Exchange", kind: "plain" })}</div></details>`;
    return html`<div class="incident"><h3>${kinds.get(incident.kind) ?? visibleLine(incident.kind)} <span class="count">${incident.recovered ? "recovered" : "not recovered"}</span></h3>
<p class="where">While ${visibleLine(incident.check)} asked ${named(incident.subject)}, exchange ${incident.exchange}</p>
<p>${marked(incident.detail)}</p>${card}</div>`;
  })}`;
}

const kinds: ReadonlyMap<string, string> = new Map([
  ["crash", "The server crashed"],
  ["session-lost", "The session was lost"],
  ["unauthorized", "Access was withdrawn"],
]);
