import type { LoadObservation } from "../../src/model/load/observation.ts";

/** The same load as somebody sees it who does not look into the database: nothing of how it was made depends on the look. */
export function blinded(load: LoadObservation): LoadObservation {
  const blind = (after: LoadObservation["afterLoad"]): LoadObservation["afterLoad"] =>
    after === undefined ? undefined : { ...after, database: undefined };
  return {
    ...load,
    series: load.series.map((second) => ({ ...second, database: undefined })),
    afterLoad: blind(load.afterLoad),
    afterProbes: blind(load.afterProbes),
    connectionsPerCall: undefined,
  };
}
