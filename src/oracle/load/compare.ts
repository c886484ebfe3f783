import type { LoadComparison, ReportedLoad, ReportedSecond } from "../../model/load/reported-load.ts";
import { median, middleRatio, type Ratio } from "./bootstrap.ts";
import { planDifferences } from "./plan-differences.ts";
import { time } from "./told.ts";

type Change = LoadComparison["changes"][number];

/** What is slower by less is not worth a morning, and what may be slower by this much without being seen is no pass. */
const least = 1.15;
const most = 1.3;
/** Seconds of each load that are needed. */
const fewestSeconds = 8;

/**
 * Holds a load against an earlier one, second by second of the profile with all users. Slower is only what noise does not
 * explain and is more than a little; what slowed down calls that need no database as much is the machine or the way to it.
 */
export function compareLoads(now: ReportedLoad, before: ReportedLoad): LoadComparison {
  const different = planDifferences(now, before);
  if (different.length > 0) return without("not-comparable", `it is not the same load: ${different.join("; ")}`);
  for (const [load, which] of [
    [now, "this load"],
    [before, "the baseline"],
  ] as const) {
    if (load.diagnosis.verdict === "generator-saturated")
      return without("unclear", `in ${which} the machine that made it was the limit`);
    if (secondsOf(load).length < fewestSeconds) {
      return without(
        "unclear",
        `${which} has ${secondsOf(load).length} seconds with all users, and ${fewestSeconds} are needed`,
      );
    }
  }
  const changes = measures(now).flatMap((measure) => changeOf(measure, secondsOf(now), secondsOf(before)));
  return {
    ...verdictOf(changes, controlRatio(now, before)),
    changes: changes.map(({ ratio: _, ...change }) => change),
  };
}

interface Measure extends Pick<Change, "what" | "measure"> {
  of(second: ReportedSecond): number;
}

type Measured = Change & { readonly ratio: Ratio };

/**
 * Calls that arrive by a schedule are as many as were scheduled; and the median of tools that differ is that of one of them now and
 * of another then, so each is looked at by itself.
 */
function measures({ plan }: ReportedLoad): readonly Measure[] {
  const what = all;
  const tools = [...new Set(plan.mix.map(({ tool }) => tool))];
  return [
    ...(tools.length === 1
      ? [{ what, measure: "p50", of: ({ latencyMs }: ReportedSecond) => latencyMs?.p50 ?? 0 } as const]
      : tools.map((tool) => toolMeasure(tool, plan))),
    { what, measure: "p95", of: ({ latencyMs }) => latencyMs?.p95 ?? 0 },
    ...(plan.arrivalsPerSecond === undefined
      ? [{ what, measure: "throughput", of: ({ ok, seconds }: ReportedSecond) => ok / Math.max(1, seconds) } as const]
      : []),
  ];
}

const all = "all calls";

/** The two loads have the same mix in the same order. */
function toolMeasure(tool: string, plan: ReportedLoad["plan"]): Measure {
  const at = plan.mix.findIndex((share) => share.tool === tool);
  return { what: tool, measure: "p50", of: ({ toolsMs }) => toolsMs[at] ?? 0 };
}

function changeOf(
  { what, measure, of }: Measure,
  now: readonly ReportedSecond[],
  before: readonly ReportedSecond[],
): readonly Measured[] {
  const [young, old] = [now.map(of), before.map(of)].map((values) => values.filter((value) => value > 0));
  if (young === undefined || old === undefined || Math.min(young.length, old.length) < fewestSeconds) return [];
  const ratio = measure === "throughput" ? middleRatio(young, old) : middleRatio(old, young);
  return [{ what, measure, before: rounded(median(old)), after: rounded(median(young)), change: word(ratio), ratio }];
}

function word({ estimate, lower, upper }: Ratio): Change["change"] {
  if (estimate >= least && lower > 1) return "slower";
  if (estimate <= 1 / least && upper < 1) return "faster";
  return upper < most ? "same" : "unclear";
}

/** How much longer what needs no database took; undefined where that cannot be told from noise, or was not seen in both. */
function controlRatio(now: ReportedLoad, before: ReportedLoad): number | undefined {
  const [young, old] = [now, before].map((load) =>
    secondsOf(load).flatMap(({ controlMs }) => (controlMs > 0 ? [controlMs] : [])),
  );
  if (young === undefined || old === undefined || Math.min(young.length, old.length) < fewestSeconds) return undefined;
  const { estimate, lower } = middleRatio(old, young);
  return lower > 1 ? estimate : undefined;
}

function verdictOf(changes: readonly Measured[], control: number | undefined): Omit<LoadComparison, "changes"> {
  const slower = changes.filter(({ change }) => change === "slower");
  const [first] = slower;
  if (first !== undefined) {
    const worst = Math.max(...slower.map(({ ratio }) => ratio.estimate));
    if (control !== undefined && control >= worst / least) {
      return {
        verdict: "unclear",
        because: `${told(first)}, but calls that need no database are slower by the same factor (${control.toFixed(2)}): the machine, or the way to it`,
      };
    }
    return { verdict: "slower", because: `slower than the baseline: ${slower.map(told).join("; ")}` };
  }
  const open = changes.find(({ change }) => change === "unclear");
  if (changes.length === 0) return { verdict: "unclear", because: "no call worked in enough seconds" };
  if (open !== undefined) {
    return {
      verdict: "unclear",
      because: `too noisy to tell: ${told(open)}, anything up to ${open.ratio.upper.toFixed(2)} times as slow`,
    };
  }
  return { verdict: "not-slower", because: `not slower than the baseline: ${changes.map(told).join("; ")}` };
}

function told({ what, measure, before, after }: Change): string {
  const shown = measure === "throughput" ? (value: number) => `${Math.round(value)} a second` : time;
  return `${measure} of ${what} was ${shown(before)} and is ${shown(after)}`;
}

/** Whole seconds of the profile in which all users were there. */
function secondsOf({ phases, series, plan }: ReportedLoad): readonly ReportedSecond[] {
  const profile = phases.findLast(({ name }) => name === "profile");
  if (profile === undefined) return [];
  const end = profile.startSeconds + profile.seconds;
  return series.filter(
    ({ second, seconds, users }) => second >= profile.startSeconds && second + seconds <= end && users >= plan.users,
  );
}

function without(verdict: LoadComparison["verdict"], because: string): LoadComparison {
  return { verdict, because, changes: [] };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
