import { type Check, defineCheck } from "../../../src/model/check.ts";
import type { LoadFacts } from "../../../src/model/load/observation.ts";
import type { LoadComparison } from "../../../src/model/load/reported-load.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { type Diagnosis, diagnose } from "../../../src/oracle/load/diagnose.ts";
import { type Slo, usualSlo } from "../../../src/oracle/load/slo.ts";
import { withoutControl } from "../../inconclusive.ts";

/** What a check of a load says of it. */
export type Said =
  | { readonly verdict: "fail" | "noted" | "inconclusive" | "pass"; readonly because: string }
  | { readonly verdict: "not-applicable"; readonly because: string };

/** A check of what was measured under load. */
export interface LoadCheck extends Pick<Check, "id" | "title" | "severity" | "why" | "fix" | "refs"> {
  judge(load: LoadFacts, diagnosis: Diagnosis, slo: Slo, comparison: LoadComparison | undefined): Said;
}

/** What was measured, the level that it is held to, and how it is beside an earlier load, where there is one. */
interface HeldFacts extends LoadFacts {
  readonly slo?: Slo;
  readonly comparison?: LoadComparison;
}

/** One subject: the load is one, whoever looks at it. */
const subject = "the load";

/** Makes a check of the load of this run: what was seen in it was seen many times, and it is not made again. */
export function defineLoadCheck({ judge, ...said }: LoadCheck): Check {
  return defineCheck({
    ...said,
    needs: ["calls", "load"],
    uses: [],
    phase: "load",
    once: true,
    control: "baseline",
    requests: 2,
    subjects: () => [{ key: subject }],

    async probe({ calls, load }) {
      load.observe("load");
      // Shows that the server is there, and asks nothing of what may be exhausted.
      await calls.request("tools/list", {}, { role: "control", label: "still there" });
    },

    judge({ observations, exchanges }): Judgement {
      const seen = observations.find(({ kind }) => kind === "load");
      const [control] = exchanges;
      if (seen === undefined) return withoutControl("no load could be made");
      if (typeof seen.facts.why === "string") return withoutControl(seen.facts.why);
      const facts = seen.facts as unknown as HeldFacts;
      const { slo = usualSlo, comparison } = facts;
      const diagnosis = diagnose({ ...facts, series: [] }, slo);
      const { verdict, because } = judge(facts, diagnosis, slo, comparison);
      switch (verdict) {
        case "fail":
          return { verdict, because, proof: [seen.id], techniques: [diagnosis.kind] };
        case "noted":
          return { verdict, because, proof: [seen.id] };
        case "inconclusive":
          return { verdict, because, reason: "unclear" };
        case "not-applicable":
          return { verdict, because };
        case "pass":
          if (control === undefined) return withoutControl("the server did not answer after the load");
          return { verdict, because, control: control.id };
      }
    },
  });
}
