import type { JsonObject } from "../../../src/model/json.ts";
import type { NeededPorts, ProbeContext, Step } from "../../../src/model/ports.ts";
import { toolList } from "../../../src/model/server-lists.ts";
import { askList, listed } from "../shown/lists.ts";
import { comparedListOf } from "./compared-lists.ts";
import { canonicalEntry } from "./differences.ts";
import { pairNamed } from "./peers.ts";

type Ports = ProbeContext & NeededPorts<"calls"> & Partial<NeededPorts<"identities">>;

/** Entries of the first list that the judge is handed, and their length in all. */
const mostHanded = 20;
const longestHanded = 60_000;

/** Asks for a list over three sessions, or as two users of one role, each twice. */
export async function probeDrift(ctx: Ports): Promise<void> {
  const { subject, scene, identities } = ctx;
  const promised = scene.promises.exposure !== undefined;
  if (subject.principal === undefined) return sessions(ctx);
  const pair = pairNamed(scene, subject.key);
  if (pair === undefined || identities === undefined) return;
  for (const [index, { name }] of pair.entries()) {
    const label = index === 0 ? "one" : "other";
    const step: Step = { role: "control", label, facts: { promised } };
    const { visit } = await identities.enter({ principal: name }, { ...step, label: `${label}:enter` });
    if (visit === undefined) return;
    await askList(visit.request, toolList, step);
    await askList(visit.request, toolList, { ...step, role: "confirm", label: `${label} again` });
  }
}

async function sessions({ subject, scene, calls }: Ports): Promise<void> {
  const { list, entries } = comparedListOf(subject);
  const atFirst = entries(scene);
  const step: Step = { role: "control", label: "first" };
  const first = await calls.fresh();
  const asked: Awaited<ReturnType<typeof calls.request>>[] = [];
  await askList(
    async (...request) => {
      const exchange = await first.request(...request);
      asked.push(exchange);
      return exchange;
    },
    list,
    step,
  );
  const now = listed(asked, list, "first");
  if (now === undefined) return;
  const second = await calls.fresh();
  const facts = {
    names: atFirst.map(({ name }) => name ?? null),
    whole: scene.surface.problems.length === 0,
    earlier: [...changed(atFirst, now.entries)],
    announced: (scene.announced ?? 0) > 0,
  };
  await askList(second.request, list, { role: "confirm", label: "second", facts });
  const third = await calls.fresh();
  await askList(third.request, list, { role: "confirm", label: "third" });
}

/**
 * Entries of the first list of the run that are not the same now. The judge compares again: what is recorded has its secrets removed,
 * and the entries of the beginning have not.
 */
function changed(earlier: readonly JsonObject[], now: readonly JsonObject[]): readonly JsonObject[] {
  const later = new Map(now.map((entry) => [String(entry.name), canonicalEntry(entry)]));
  let left = longestHanded;
  return earlier
    .filter((entry) => later.has(String(entry.name)) && later.get(String(entry.name)) !== canonicalEntry(entry))
    .slice(0, mostHanded)
    .filter((entry) => {
      left -= JSON.stringify(entry).length;
      return left >= 0;
    });
}
