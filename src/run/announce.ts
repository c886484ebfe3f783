import type { Planned } from "../engine/plan.ts";
import type { Run } from "./open-run.ts";

/** Tells which checks come, and of how many subjects each. */
export function announce({ surroundings, now }: Run, planned: readonly Planned[]): void {
  const counts = new Map<string, number>();
  for (const { check } of planned) counts.set(check.id, (counts.get(check.id) ?? 0) + 1);
  const checks = [...counts].map(([check, subjects]) => ({ check, subjects }));
  surroundings.emit({ type: "planned", atMs: now(), checks });
}
