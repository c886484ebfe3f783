import type { ReportedLoad } from "../../model/load/reported-load.ts";
import type { Report } from "../../model/report.ts";
import { clip } from "../clip.ts";
import { codeSpan, prose } from "../escape/markdown.ts";
import { failureRows, type PhaseRow, phaseHeads, phaseRows } from "../load-facts/rows.ts";
import {
  diagnosisWords,
  generatorWords,
  planWords,
  recoveryWords,
  sentence,
  thresholdWords,
} from "../load-facts/words.ts";
import { marked } from "./marked.ts";

/** The load: the diagnosis in a sentence, then tables of its parts, of what failed and of what it was held to. */
export function loadSection({ load }: Report): string {
  if (load === undefined) return "";
  const because = load.notMade ?? load.diagnosis.because;
  const after = [
    ...recoveryWords(load),
    ...(load.comparison === undefined ? [] : [sentence(load.comparison.because)]),
    ...(load.notMade === undefined ? [`The machine that made the load: ${lower(generatorWords(load))}`] : []),
  ];
  return [
    `### Load\n\n**${diagnosisWords(load)}** ${marked(sentence(clip(because, 900)), "line")}`,
    prose(planWords(load), "line"),
    ...(load.notMade === undefined && !load.complete ? ["It ended before all its parts were done."] : []),
    ...parts(load),
    ...failed(load),
    ...held(load),
    ...after.map((text) => marked(clip(text, 600), "line")),
  ].join("\n\n");
}

const order = ["phase", "users", "calls", "ok", "p50", "p95", "p99", "perSecond"] as const satisfies (keyof PhaseRow)[];

function parts(load: ReportedLoad): readonly string[] {
  const rows = phaseRows(load).slice(-20);
  return rows.length === 0
    ? []
    : [
        table(
          order.map((name) => phaseHeads[name]),
          order.map((name) => name !== "phase"),
          rows.map((row) => order.map((name) => prose(clip(row[name], 60), "cell"))),
        ),
      ];
}

function failed(load: ReportedLoad): readonly string[] {
  const rows = failureRows(load, 20);
  if (rows.length === 0) return [];
  const cells = rows.map(({ calls, kind, message, first }) => [
    calls,
    prose(kind, "cell"),
    codeSpan(clip(message, 240), "cell"),
    prose(first, "cell"),
  ]);
  const more = load.failures.length - rows.length;
  const rest = more > 0 ? `\n\nand ${more} other failures in the HTML report.` : "";
  return [`${table(["Calls", "Failed by", "Message", "First"], [true, false, false, false], cells)}${rest}`];
}

function held(load: ReportedLoad): readonly string[] {
  if (load.thresholds.length === 0) return [];
  const cells = load.thresholds.slice(0, 20).map((threshold) => {
    const { limit, measured, kept } = thresholdWords(threshold);
    return [kept === "broken" ? "**broken**" : kept, marked(clip(threshold.name, 120), "cell"), measured, limit];
  });
  return [table(["Kept", "What", "Measured", "Limit"], [false, false, true, true], cells)];
}

function table(heads: readonly string[], right: readonly boolean[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(heads), line(right.map((one) => (one ? "---:" : "---"))), ...rows.map(line)].join("\n");
}

function lower(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
