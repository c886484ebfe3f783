import type { ReportedResult } from "../../model/report.ts";
import { html, type Markup } from "../escape/html.ts";
import { visibleLine } from "../escape/visible.ts";

/** The attributes by which the page's script finds and filters a result. */
export function item(result: ReportedResult): Markup {
  return html`data-v="${result.verdict}" data-s="${result.severity}" data-u="${visibleLine(result.suite)}" data-t="${visibleLine(result.tool ?? "")}"`;
}
