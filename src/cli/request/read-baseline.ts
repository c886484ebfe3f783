import { readFile } from "node:fs/promises";
import { HarnessError } from "../../model/errors.ts";
import type { ReportedLoad } from "../../model/load/reported-load.ts";
import { reportSchema } from "../../model/report.ts";
import { readProblem } from "../read-problem.ts";

/** The load of an earlier report. `shown` is how messages call the file; all that is wrong with it is a `usage` HarnessError. */
export async function readBaseline(file: string, shown: string): Promise<ReportedLoad> {
  const refuse = (what: string, cause?: unknown): never => {
    throw new HarnessError(
      "usage",
      `--baseline ${shown} ${what}.`,
      "It is the report.json in the folder of an earlier run of load.",
      cause,
    );
  };
  const text = await readFile(file, "utf8").catch((error: unknown) =>
    refuse(`cannot be read: ${readProblem(error)}`, error),
  );
  const { load } = parsed(text) ?? refuse("is not a report of this version");
  if (load === undefined || load.phases.length === 0) return refuse("has no load in it");
  return load;
}

function parsed(text: string) {
  try {
    return reportSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
