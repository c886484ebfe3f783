import { HarnessError } from "../../model/errors.ts";
import { nearest } from "../nearest.ts";
import { type Reporter, reporters } from "../options/scan-options.ts";

/** The formats asked for, all when none was; an unknown one is a usage error. */
export function chooseReporters(asked: readonly string[] | undefined): readonly Reporter[] {
  if (asked === undefined) return reporters;
  return asked.map((name) => {
    const found = reporters.find((reporter) => reporter === name);
    if (found !== undefined) return found;
    const guess = nearest(name, reporters);
    throw new HarnessError(
      "usage",
      `There is no reporter ${JSON.stringify(name)}.`,
      guess === undefined ? `Known ones: ${reporters.join(", ")}.` : `Did you mean ${guess}?`,
    );
  });
}
