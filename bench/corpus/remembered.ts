import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { type Outcome, outcomeSchema } from "./outcome.ts";

const saved = z.object({ key: z.string(), outcome: outcomeSchema });

/** The outcome saved in `file` under the same key: the same build of the harness and the same entry. */
export async function remembered(file: string, key: string): Promise<Outcome | undefined> {
  const text = await readFile(file, "utf8").catch(() => "null");
  try {
    const found = saved.parse(JSON.parse(text));
    return found.key === key ? found.outcome : undefined;
  } catch {
    // Cut off when it was written, or of another time.
    return undefined;
  }
}

/** Saves an outcome, so that a run that was stopped goes on where it was. */
export async function remember(file: string, key: string, outcome: Outcome): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ key, outcome }, null, 1));
}
