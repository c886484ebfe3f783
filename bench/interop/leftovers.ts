import { readdir, readFile } from "node:fs/promises";

/** Ids of the processes that carry this mark in their environment, children included. Reads /proc: Linux only. */
export async function leftovers(mark: string): Promise<readonly number[]> {
  const ids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  const marked = await Promise.all(
    ids.map(async (id) => (await readFile(`/proc/${id}/environ`, "latin1").catch(() => "")).includes(mark)),
  );
  return ids.filter((_, at) => marked[at]).map(Number);
}
