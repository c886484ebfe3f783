import type { Exchange } from "../../../src/model/exchange.ts";
import { succeeded } from "../../../src/model/reply.ts";
import { rejectedBySchema } from "../../../src/oracle/rejected-by-schema.ts";
import { labelled } from "./technique.ts";

/** True where all text that was tried was refused before the tool ran, the plain word among it: such an argument carries no SQL. Pure. */
export function refusesText(exchanges: readonly Exchange[]): boolean {
  const asked = labelled(exchanges, "sight");
  return (
    asked.length > 0 &&
    asked.every(({ reply }) => rejectedBySchema(reply)) &&
    labelled(exchanges, "baseline").some(({ reply }) => succeeded(reply))
  );
}
