import type { Exchange } from "../../../src/model/exchange.ts";
import type { Json } from "../../../src/model/json.ts";
import type { Random, Step } from "../../../src/model/ports.ts";

/** The stages of one pipeline. */
export type Stages = readonly { readonly [stage: string]: Json }[];

/** A tool that runs the pipeline it is given, and ways to see what that did. */
export interface PipelineRunner {
  readonly random: Random;
  /** True where the pipeline is given as JSON text, in which names can be spelled in more than one way. */
  readonly asText: boolean;
  /** Other arguments that hold text: one of them may name the collection. */
  readonly others: readonly { readonly path: string; readonly value: string }[];
  /** Runs a pipeline through the tool; `write` = how its stages are spelled, `at` = another argument to change. */
  run(stages: Stages, step: Step, write?: (json: string) => string): Promise<Exchange>;
  /** The same with another argument changed, or on a session of its own that took no part in any write. */
  runAt(where: Place, stages: Stages, step: Step): Promise<Exchange>;
}

/** Where a pipeline is run. */
export interface Place {
  readonly fresh: boolean;
  /** An argument to change first, such as the name of the collection. */
  readonly changed: { readonly path: string; readonly value: string } | undefined;
}
