import type { Report } from "../model/report.ts";
import { renderHtml } from "./html/page.ts";
import { renderJson } from "./json.ts";
import { renderMarkdown } from "./markdown.ts";

/** One format of the report: pure, so that the same report is the same bytes. */
export interface Reporter {
  /** Without a dot: `report.html`. */
  readonly extension: string;
  render(report: Report): string;
}

/** Every format that `--reporter` knows, by name. */
export const reporters = {
  html: { extension: "html", render: renderHtml },
  json: { extension: "json", render: renderJson },
  markdown: { extension: "md", render: renderMarkdown },
} as const satisfies Record<string, Reporter>;

export { renderTerminal } from "./terminal.ts";
