import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Report } from "../model/report.ts";
import { reporters } from "../report/index.ts";

/**
 * Writes `report.<extension>` for each format, readable by the owner alone, and gives the paths. JSON is always among
 * them: it is what every later command reads.
 */
export async function writeReports(
  report: Report,
  directory: string,
  formats: readonly (keyof typeof reporters)[],
): Promise<readonly string[]> {
  const names = new Set<keyof typeof reporters>([...formats, "json"]);
  const written: string[] = [];
  for (const name of names) {
    const path = join(directory, `report.${reporters[name].extension}`);
    await writeFile(path, reporters[name].render(report), { mode: 0o600 });
    // the mode above is for new files only
    await chmod(path, 0o600);
    written.push(path);
  }
  return written;
}
