import { type Slo, usualSlo } from "./slo.ts";

/** What is set for one load; what is absent follows from the owner's promise, else it is as usual. */
export type Thresholds = { readonly [Limit in keyof Slo]?: number | undefined };

/** The one level that a load is held to: what is set for it first, then what the owner promises, then what is usual. */
export function sloOf(
  { simpleP95Ms, complexP95Ms, availability, recoveryMs }: Thresholds,
  promised: { readonly p95Ms?: number | undefined; readonly errorRate?: number | undefined } | undefined,
): Slo {
  return {
    simpleP95Ms: simpleP95Ms ?? promised?.p95Ms ?? usualSlo.simpleP95Ms,
    complexP95Ms: complexP95Ms ?? promised?.p95Ms ?? usualSlo.complexP95Ms,
    availability: availability ?? (promised?.errorRate === undefined ? usualSlo.availability : 1 - promised.errorRate),
    recoveryMs: recoveryMs ?? usualSlo.recoveryMs,
  };
}
