import { type Check, defineCheck } from "../../../src/model/check.ts";
import type { ForgedKind } from "../../../src/model/forged-kind.ts";
import { asOthers } from "../../as-others.ts";
import { judgeMatrix } from "./judge-matrix.ts";
import { type Pair, pairs, subjectOf } from "./pairs.ts";
import { probeMatrix } from "./probe-matrix.ts";

/** Which cells of the table of principals and tools a check asks, and how. */
export interface MatrixCheck extends Pick<Check, "id" | "title" | "severity" | "why" | "fix" | "refs"> {
  asks(pair: Pair): boolean;
  /** Tokens in place of the asker's own; empty for the own. */
  readonly kinds: readonly ForgedKind[];
  /** What is wrong with serving it, after the name of who asked: `though it is not shown to them`. */
  readonly though: string;
}

/** Pairs that one check asks: a table of roles has as many. */
const mostPairs = 200;

/**
 * Makes a check that calls a tool as somebody who may not. The control is the same call of somebody for whom it works; where a
 * token is changed, the same call with the asker's own one is refused.
 */
export function defineMatrixCheck({ asks, kinds, though, ...said }: MatrixCheck): Check {
  return defineCheck({
    ...said,
    ...asOthers,
    requests: 16,
    subjects: (scene) => pairs(scene).filter(asks).slice(0, mostPairs).map(subjectOf),
    probe: (ctx) => probeMatrix(ctx, kinds),
    judge: (evidence) => judgeMatrix(evidence, though),
  });
}
