import { writeFile } from "node:fs/promises";
import { HarnessError } from "../../model/errors.ts";
import type { Lock } from "../../model/lock.ts";
import { readProblem } from "../read-problem.ts";

/** Writes a lock, to be kept with the sources of the server. Gives the path; a file that cannot be written is a `usage` HarnessError. */
export async function writeLock(lock: Lock, file: string): Promise<string> {
  await writeFile(file, `${JSON.stringify(lock, null, 2)}\n`).catch((error: unknown) => {
    throw new HarnessError("usage", `${file} cannot be written: ${readProblem(error)}.`, "Check --lock.", error);
  });
  return file;
}
