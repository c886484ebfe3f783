import { looksAdding } from "../../engine/destructive.ts";
import type { SubjectResult } from "../../engine/run-subject.ts";
import { succeeded } from "../../model/reply.ts";
import type { Surface } from "../../model/surface.ts";
import type { ScanRequest } from "../scan-request.ts";
import { groupBy } from "./group-by.ts";

/** Phrases on what the run made and did not remove: named things that stayed, and what calls of tools that add things added. */
export function leftBehind(
  { promises }: ScanRequest,
  surface: Surface,
  results: readonly SubjectResult[],
): readonly string[] {
  const named = results.flatMap((result) => result.leftovers);
  const worked = results.flatMap((result) => result.evidence.exchanges).filter(({ reply }) => succeeded(reply));
  const removed = new Set(worked.map(({ facts }) => facts.removes));
  const calls = worked.filter(({ id }) => !removed.has(id));
  const byName = groupBy(calls, ({ request }) => request.params.name);
  const added = surface.tools
    .filter((tool) => looksAdding(tool, promises))
    .map(({ name }) => ({ name, worked: byName.get(name)?.length ?? 0 }))
    .filter(({ worked }) => worked > 0)
    .map(({ name, worked }) => `whatever ${worked} ${worked === 1 ? "call" : "calls"} of ${name} added`);
  return [...new Set([...named, ...added])];
}
