import { type Check, defineCheck } from "../../../src/model/check.ts";
import type { Excess, ExcessFacts } from "../../../src/model/load/limits.ts";
import { judgeLimit, labelOf } from "./judge-limit.ts";
import { isTakenIn } from "./taken-in.ts";

/** A check of what a server does with something excessive: each in turn, until it is refused or the server is hurt. */
export interface LimitCheck extends Pick<Check, "id" | "title" | "severity" | "why" | "fix" | "refs"> {
  readonly excesses: readonly Excess[];
}

/**
 * Makes a check of a limit. It runs only where somebody asks for it (`--limits`), last of all, since a server may not survive it. The
 * control is a small request of somebody else, over a connection of its own, which is answered before, meanwhile and after.
 */
export function defineLimit({ excesses, ...said }: LimitCheck): Check {
  return defineCheck({
    ...said,
    needs: ["calls", "limits"],
    uses: [],
    phase: "load",
    once: true,
    control: "baseline",
    requests: 2,
    subjects: () => [{ key: "limits" }],

    async probe({ calls, limits }) {
      for (const excess of excesses) {
        const { facts } = await limits.exceed(excess, labelOf(excess));
        // A size that is refused is refused beyond, and what hurts need not hurt again.
        if (isOver(excess, facts as unknown as ExcessFacts)) break;
      }
      await calls.request("tools/list", {}, { role: "control", label: "still there" });
    },

    judge: (evidence) => judgeLimit(evidence, excesses),
  });
}

function isOver({ kind }: Excess, facts: ExcessFacts): boolean {
  return facts.after?.answered === 0 || (kind !== "slow" && !isTakenIn(facts));
}
