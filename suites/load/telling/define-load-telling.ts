import { type Check, defineCheck } from "../../../src/model/check.ts";
import type { DisclosureKind } from "../../../src/model/disclosure.ts";
import { judgeLoadTelling } from "./judge-load-telling.ts";

/** A check of what failures tell that come up only with more than one user, and which kinds of things it minds. */
export interface LoadTelling extends Pick<Check, "id" | "title" | "severity" | "why" | "fix" | "refs"> {
  readonly kinds: readonly DisclosureKind[];
}

/**
 * Makes a check of the first reply of each kind of failure under load. It sends nothing: failures came many times by themselves. What
 * an error tells one user alone is a matter of the suite error-leakage.
 */
export function defineLoadTelling({ kinds, ...said }: LoadTelling): Check {
  return defineCheck({
    ...said,
    needs: ["load"],
    uses: [],
    phase: "load",
    once: true,
    control: "provoked-error",
    requests: 1,
    subjects: () => [{ key: "failures under load" }],

    async probe({ load }) {
      load.failures("under load");
    },

    judge: (evidence) => judgeLoadTelling(evidence, kinds),
  });
}
