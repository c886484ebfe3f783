import type { Stages } from "./pipeline-runner.ts";

/** One way to write at the end of a pipeline. */
export interface WritingStage {
  readonly technique: string;
  readonly because: string;
  /** Only where the pipeline is given as JSON text. */
  readonly textOnly: boolean;
  ending(source: Stages, collection: string): Stages;
  /** How the JSON is spelled. */
  readonly spelled: (json: string) => string;
}

const asIs = (json: string): string => json;
/** The same JSON, in which a guard that searches the text for `$out` finds nothing. */
const escaped = (json: string): string => json.replaceAll('"$', '"\\u0024');

/** Every way that is tried, the plainest first. */
export const writingStages: readonly WritingStage[] = [
  plain("out", "$out", (collection) => ({ $out: collection }), false),
  plain("merge", "$merge", (collection) => ({ $merge: { into: collection } }), false),
  plain("merge-short", "$merge in its short form", (collection) => ({ $merge: collection }), false),
  plain("escaped-out", "$out, spelled with an escape,", (collection) => ({ $out: collection }), true),
  plain("escaped-merge", "$merge, spelled with an escape,", (collection) => ({ $merge: { into: collection } }), true),
  {
    technique: "nested-out",
    because: "$out inside a $facet",
    textOnly: false,
    ending: (source, collection) => [{ $facet: { gauntlet: [...source, { $out: collection }] } }],
    spelled: asIs,
  },
];

function plain(
  technique: string,
  because: string,
  stage: (collection: string) => Stages[number],
  textOnly: boolean,
): WritingStage {
  return {
    technique,
    because,
    textOnly,
    ending: (source, collection) => [...source, stage(collection)],
    spelled: textOnly ? escaped : asIs,
  };
}
