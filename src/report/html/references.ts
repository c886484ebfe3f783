import type { ReportedResult } from "../../model/report.ts";
import { html, type Markup } from "../escape/html.ts";
import { visibleLine } from "../escape/visible.ts";

/** The references of a check; CWE numbers and https addresses become links. */
export function references(refs: ReportedResult["refs"]): Markup {
  const groups = [
    ["CWE", refs.cwe],
    ["OWASP MCP Top 10", refs.owaspMcp],
    ["CoSAI", refs.cosai],
    ["Specification", refs.spec],
  ] as const;
  return html`${groups
    .filter(([, list]) => list.length > 0)
    .map(
      ([name, list]) =>
        html`<div><dt>${name}</dt><dd>${list.map((ref, i) => html`${i > 0 ? ", " : ""}${reference(ref)}`)}</dd></div>`,
    )}`;
}

function reference(ref: string): Markup {
  const address = /^CWE-(\d+)$/.exec(ref) ? `https://cwe.mitre.org/data/definitions/${ref.slice(4)}.html` : ref;
  const text = visibleLine(ref);
  return /^https:\/\/[\w.-]+(?:\/[\w./#?=&%~+-]*)?$/.test(address)
    ? html`<a href="${address}" rel="noopener noreferrer">${text.replace("https://", "")}</a>`
    : html`${text}`;
}
