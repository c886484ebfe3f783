import type { Evidence } from "../../../src/model/check.ts";

/** An observation of a load by its label, and its facts as they were measured; one sentence on why there are none. */
export function factsOf<Facts>(
  { observations }: Pick<Evidence, "observations">,
  label: string,
): { readonly id: string; readonly facts: Facts } | string {
  const seen = observations.findLast((one) => one.kind === "load" && one.label === label);
  if (seen === undefined) return "the run ended before this was measured";
  if (typeof seen.facts.why === "string") return seen.facts.why;
  return { id: seen.id, facts: seen.facts as unknown as Facts };
}
