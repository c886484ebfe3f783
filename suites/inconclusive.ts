import type { Judgement } from "../src/model/verdict.ts";

/** The judgement of a check whose valid call did not work: silence means nothing then. */
export const noControl: Judgement = withoutControl(
  "the tool did not succeed with the arguments at hand; give it a sample that works",
);

/** The judgement of a check whose valid call worked at first and not at the end: attacks between may not have arrived. */
export const brokeOnTheWay: Judgement = unclear(
  "the valid value no longer got its answer at the end: a limit of the server, or something broke on the way",
);

/** The judgement of a check that saw something, and cannot tell what it means. */
export function unclear(because: string): Judgement {
  return { verdict: "inconclusive", reason: "unclear", because };
}

/** The same in words of its own. */
export function withoutControl(because: string): Judgement {
  return { verdict: "inconclusive", reason: "no-control", because };
}
