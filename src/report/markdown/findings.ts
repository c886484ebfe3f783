import type { Report, ReportedExchange, ReportedResult } from "../../model/report.ts";
import { clip } from "../clip.ts";
import { codeBlock, codeSpan } from "../escape/markdown.ts";
import { sentAs } from "../sent-as.ts";
import { marked } from "./marked.ts";

const excerpt = 700;

/** One proven finding: what, where, why it is proven, the pair of control and attack, how to repeat and how to mend it. */
export function findingSection(report: Report, result: ReportedResult, number: number): string {
  const attack = result.proof.map((id) => report.exchanges[id]).find((exchange) => exchange !== undefined);
  const control = result.control === undefined ? undefined : report.exchanges[result.control];
  const evidence = [
    control === undefined ? "" : exchangeText("Control", control),
    attack === undefined ? "" : exchangeText("Attack", attack),
    reproductionText(result),
  ].filter((part) => part !== "");
  return [
    `### ${number}. ${result.severity}: ${marked(result.title, "line")}`,
    where(result),
    marked(clip(result.because, 900), "line"),
    ...result.leftovers.map((left) => `**Left behind:** ${marked(clip(left, 400), "line")}`),
    ...(evidence.length === 0
      ? []
      : [`<details><summary>Evidence and reproduction</summary>`, ...evidence, `</details>`]),
    `**Fix:** ${marked(clip(result.fix, 900), "line")}`,
  ].join("\n\n");
}

/** Results as a table, one row each. */
export function listSection(heading: string, results: readonly ReportedResult[]): string {
  if (results.length === 0) return "";
  const rows = results
    .slice(0, 40)
    .map(
      (result) =>
        `| ${result.severity} | ${marked(result.title, "cell")} | ${codeSpan(clip(result.subject, 120), "cell")} | ${marked(clip(result.because, 240), "cell")} |`,
    );
  const more = results.length > rows.length ? `\n\nand ${results.length - rows.length} more in the HTML report.` : "";
  return `### ${heading} (${results.length})\n\n| Severity | What | Where | Because |\n| --- | --- | --- | --- |\n${rows.join("\n")}${more}`;
}

function where(result: ReportedResult): string {
  const techniques = result.techniques.map((name) => codeSpan(name, "line")).join(", ");
  return [
    codeSpan(clip(result.subject, 200), "line"),
    `as ${codeSpan(result.principal, "line")}`,
    codeSpan(result.check, "line"),
    ...(techniques === "" ? [] : [`worked by ${techniques}`]),
    `id ${codeSpan(result.fingerprint, "line")}`,
  ].join(" \u00b7 ");
}

function exchangeText(name: string, exchange: ReportedExchange): string {
  const said = exchange.reply.text === "" ? "(no text)" : clip(exchange.reply.text, excerpt);
  return [
    `${name}: what was sent, as ${marked(clip(sentAs(exchange), 300), "line")}`,
    codeBlock(clip(JSON.stringify(exchange.request.params, null, 2), excerpt), "json"),
    `${name}: what came back (${exchange.reply.kind})`,
    codeBlock(said, "text"),
  ].join("\n\n");
}

function reproductionText(result: ReportedResult): string {
  const { reproduction } = result;
  if (reproduction === undefined) return "";
  const block =
    reproduction.curl === undefined
      ? codeBlock(clip(JSON.stringify(reproduction.jsonrpc), 2000), "json")
      : codeBlock(clip(reproduction.curl, 2000), "sh");
  return `Reproduction: ${marked(clip(reproduction.note, 400), "line")}\n\n${block}`;
}
