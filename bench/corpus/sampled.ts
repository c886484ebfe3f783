import type { Entry } from "./entry.ts";
import { objectOrEmpty } from "./object-or-empty.ts";
import type { Finding } from "./outcome.ts";

/** How much the SQL checks left open where the owner's samples make a tool work. */
export interface Sampled {
  /** Results on any parameter of a tool with a sample, but for those that did not apply or that, without leave, were not asked of a tool that looks destructive. */
  readonly results: number;
  readonly inconclusive: number;
  /** Parameters that a sample itself gives a value. */
  readonly parameters: number;
  /** Of these, what was said of each that is inconclusive in one check and found wanting in none. */
  readonly open: readonly string[];
}

/** Counts them in the findings of one run. */
export function sampled({ gauntlet }: Entry, findings: readonly Finding[]): Sampled {
  const samples = new Map(Object.entries(objectOrEmpty(gauntlet.samples)));
  const asked = ({ verdict, reason }: Finding): boolean => verdict !== "not-applicable" && reason !== "destructive";
  const results = findings.filter(
    (one) => one.suite === "sql-injection" && samples.has(one.tool ?? "") && one.param !== undefined && asked(one),
  );
  const parameters = new Map<string, Finding[]>();
  for (const result of results) {
    const { tool = "", param = "" } = result;
    if (!Object.hasOwn(objectOrEmpty(samples.get(tool)), param.split(/[.[]/)[0] ?? "")) continue;
    parameters.set(`${tool} ${param}`, [...(parameters.get(`${tool} ${param}`) ?? []), result]);
  }
  return {
    results: results.length,
    inconclusive: results.filter(({ verdict }) => verdict === "inconclusive").length,
    parameters: parameters.size,
    open: [...parameters.values()].flatMap((all) => {
      if (all.some(({ verdict }) => ["suspected", "error", "fail"].includes(verdict))) return [];
      return all.find(({ verdict }) => verdict === "inconclusive")?.because ?? [];
    }),
  };
}
