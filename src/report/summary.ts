import type { Report, ReportedResult } from "../model/report.ts";
import type { Severity, Verdict } from "../model/verdict.ts";
import { severities } from "../model/verdict.ts";
import { mostSevereFirst } from "./order.ts";

/** What every reporter says first, and the results in the order in which people should read them. */
export interface Summary {
  /** One word for the whole run. */
  readonly verdict: "fail" | "suspected" | "inconclusive" | "pass";
  /** One sentence that can stand alone, without any text of the server's. */
  readonly headline: string;
  /** One sentence on a run that began and did not come to its end; undefined for all others. */
  readonly partial: string | undefined;
  readonly fails: readonly ReportedResult[];
  readonly suspected: readonly ReportedResult[];
  /** Facts that are no findings. */
  readonly noted: readonly ReportedResult[];
  /** Inconclusive and error alike. */
  readonly open: readonly ReportedResult[];
  readonly passes: readonly ReportedResult[];
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Of the fails; from critical to low, zeros left out. */
  readonly bySeverity: readonly (readonly [Severity, number])[];
  readonly reached: number;
  readonly tools: number;
}

/** Sums a report up. */
export function summarize(report: Report): Summary {
  const of = (...verdicts: readonly Verdict[]) =>
    report.results.filter((result) => verdicts.includes(result.verdict)).sort(mostSevereFirst);
  const [fails, suspected, noted, passes] = [of("fail"), of("suspected"), of("noted"), of("pass")];
  const open = of("inconclusive", "error");
  const verdict = overall(report, fails.length, suspected.length, passes.length);
  const bySeverity = severities
    .map((severity) => [severity, fails.filter((result) => result.severity === severity).length] as const)
    .filter(([, count]) => count > 0)
    .reverse();
  return {
    verdict,
    headline: headline(report, verdict, bySeverity, suspected.length, passes.length, open.length),
    partial: cutShort[report.stopReason],
    fails,
    suspected,
    noted,
    open,
    passes,
    counts: {
      fail: fails.length,
      suspected: suspected.length,
      inconclusive: of("inconclusive").length,
      error: of("error").length,
      noted: noted.length,
      pass: passes.length,
      "not-applicable": of("not-applicable").length,
    },
    bySeverity,
    reached: report.coverage.tools.filter((tool) => tool.reached).length,
    tools: report.coverage.tools.length,
  };
}

/** `1 finding`, `2 findings`. */
export function count(n: number, noun: string): string {
  return `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
}

function overall(report: Report, fails: number, suspected: number, passes: number): Summary["verdict"] {
  if (fails > 0) return "fail";
  if (suspected > 0) return "suspected";
  return passes > 0 && report.stopReason === "completed" ? "pass" : "inconclusive";
}

function headline(
  report: Report,
  verdict: Summary["verdict"],
  bySeverity: Summary["bySeverity"],
  suspected: number,
  passes: number,
  open: number,
): string {
  const fails = bySeverity.reduce((sum, [, n]) => sum + n, 0);
  switch (verdict) {
    case "fail":
      return `${count(fails, "proven finding")}: ${bySeverity.map(([severity, n]) => `${n} ${severity}`).join(", ")}.`;
    case "suspected":
      return `Nothing proven, ${suspected} suspected.`;
    case "pass":
      return `No finding; ${count(passes, "question")} answered with a pass${open === 0 ? "" : `, ${open.toLocaleString("en")} not concluded`}.`;
    case "inconclusive":
      return passes > 0
        ? `No finding so far, but the run did not finish: ${count(passes, "question")} answered with a pass.`
        : (neverBegan[report.stopReason] ?? "Nothing could be concluded.");
  }
}

const neverBegan: Partial<Record<Report["stopReason"], string>> = {
  "target-unreachable": "Nothing was tested: the server could not be reached.",
  "handshake-failed": "Nothing was tested: the server answered, but not as an MCP server.",
  unauthorized: "Nothing was tested: the server asked for credentials.",
};

const cutShort: Partial<Record<Report["stopReason"], string>> = {
  interrupted: "This run was interrupted before it had asked everything.",
  budget: "The budget ended before everything was asked.",
  "target-lost": "The server was lost in the middle of the run.",
  "harness-bug": "A fault in mcp-gauntlet itself ended the run early.",
};
