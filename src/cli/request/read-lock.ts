import { readFile } from "node:fs/promises";
import { HarnessError } from "../../model/errors.ts";
import type { Lock } from "../../model/lock.ts";
import { parseLock } from "../../run/lock/parse-lock.ts";
import { readProblem } from "../read-problem.ts";

/** The lock in a file. `shown` is how messages call it; all that is wrong with it is a `usage` HarnessError. */
export async function readLock(file: string, shown: string): Promise<Lock> {
  const refuse = (what: string, cause?: unknown): never => {
    throw new HarnessError("usage", `--lock ${shown} ${what}.`, "Write it anew with --update-lock.", cause);
  };
  const text = await readFile(file, "utf8").catch((error: unknown) =>
    refuse(`cannot be read: ${readProblem(error)}`, error),
  );
  const lock = parseLock(text);
  return typeof lock === "string" ? refuse(lock) : lock;
}
