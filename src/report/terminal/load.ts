import type { ReportedLoad } from "../../model/load/reported-load.ts";
import type { Report } from "../../model/report.ts";
import { clip } from "../clip.ts";
import { failureRows, type PhaseRow, phaseHeads, phaseRows } from "../load-facts/rows.ts";
import {
  diagnosisWords,
  generatorWords,
  planWords,
  recoveryWords,
  sentence,
  thresholdWords,
} from "../load-facts/words.ts";
import { columnLines } from "./columns.ts";
import { labelled, paragraph } from "./layout.ts";
import type { Theme } from "./theme.ts";

const margin = 12;
const plain = (line: string) => line;

/** What came of the load: the diagnosis, its parts, what failed, what it was held to, how it was afterwards and how we fared. */
export function loadLines({ load }: Report, width: number, paint: Theme): string[] {
  if (load === undefined) return [];
  const row = (label: string, text: string) => labelled(label, text, margin, width, { label: paint.dim, text: plain });
  const because = load.notMade ?? load.diagnosis.because;
  return [
    paint.strong("Load"),
    ...paragraph(diagnosisWords(load), 2, width, paint.strong),
    ...paragraph(sentence(clip(because, 480)), 2, width, plain),
    ...(load.notMade === undefined && !load.complete
      ? paragraph("It ended before all its parts were done.", 2, width, paint.warn)
      : []),
    ...paragraph(planWords(load), 2, width, paint.dim),
    ...parts(load, width, paint),
    ...failed(load, width, paint),
    ...held(load, width, paint),
    ...recoveryWords(load).flatMap((text) => row("recovery", clip(text, 300))),
    ...compared(load, row),
    ...(load.notMade === undefined ? row("generator", clip(generatorWords(load), 300)) : []),
  ];
}

const order = ["phase", "users", "calls", "ok", "p50", "p95", "p99", "perSecond"] as const;
const leaveOut: Readonly<Record<keyof PhaseRow, number>> = {
  phase: 0,
  users: 0,
  p95: 0,
  ok: 1,
  perSecond: 2,
  p50: 3,
  calls: 4,
  p99: 5,
};

function parts(load: ReportedLoad, width: number, paint: Theme): string[] {
  const rows = phaseRows(load).slice(-12);
  if (rows.length === 0) return [];
  const columns = order.map((name) => ({
    head: phaseHeads[name].toLowerCase(),
    cells: rows.map((row) => row[name]),
    right: name !== "phase",
    leaveOut: leaveOut[name],
  }));
  const [heads = "", ...lines] = columnLines(columns, width);
  return ["", paint.dim(heads), ...lines, ""];
}

function failed(load: ReportedLoad, width: number, paint: Theme): string[] {
  const rows = failureRows(load, 6);
  const more = load.failures.length - rows.length;
  return [
    ...rows.flatMap(({ calls, kind, message, first }) => [
      ...labelled(calls, `${clip(message, 200)} (${kind})`, margin, width, { label: paint.warn, text: plain }),
      ...paragraph(`first: ${first}`, margin, width, paint.dim),
    ]),
    ...(more > 0 ? paragraph(`and ${more.toLocaleString("en")} other failures`, margin, width, paint.dim) : []),
  ];
}

function held(load: ReportedLoad, width: number, paint: Theme): string[] {
  const colours = { kept: paint.dim, broken: paint.warn, "not told": paint.dim } as const;
  return load.thresholds.slice(0, 12).flatMap((threshold) => {
    const { limit, measured, kept } = thresholdWords(threshold);
    const text = `${clip(threshold.name, 80)}: ${measured}, limit ${limit}`;
    return labelled(kept, text, margin, width, { label: colours[kept], text: plain });
  });
}

function compared({ comparison }: ReportedLoad, row: (label: string, text: string) => string[]): string[] {
  return comparison === undefined ? [] : row("baseline", clip(sentence(comparison.because), 400));
}
