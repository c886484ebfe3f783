/** What a service is held to under load. */
export interface Slo {
  /** p95 in milliseconds, of calls that the plan calls simple and of those it calls complex. */
  readonly simpleP95Ms: number;
  readonly complexP95Ms: number;
  /** Share of calls that work, 0 to 1. */
  readonly availability: number;
  /** Milliseconds after the load until it is as it was before. */
  readonly recoveryMs: number;
}

/** What is expected in the field of a tool that a person waits for. */
export const usualSlo: Slo = { simpleP95Ms: 1_000, complexP95Ms: 5_000, availability: 0.999, recoveryMs: 10_000 };
