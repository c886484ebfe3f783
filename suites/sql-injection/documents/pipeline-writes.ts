import type { Exchange } from "../../../src/model/exchange.ts";
import { type Reply, succeeded } from "../../../src/model/reply.ts";
import { newSum, showsSum } from "./computed-sum.ts";
import { type Source, sourceStages } from "./pipeline-design.ts";
import type { PipelineRunner } from "./pipeline-runner.ts";
import { findReadBack, nothing, type ReadBack, readBack } from "./read-back.ts";
import { type WritingStage, writingStages } from "./writing-stages.ts";

/** What the evidence shows of one way to write. */
export interface StageWrite {
  readonly technique: string;
  readonly proof: readonly [string, ...string[]];
  readonly because: string;
  /** False where the collection was seen on the session that wrote it alone. */
  readonly certain: boolean;
}

/** Writes a document that holds a sum into a collection of our own, way after way, until one is found to be there. */
export async function probeStageWrites(
  runner: PipelineRunner,
  source: Source,
  only: readonly string[] | undefined,
): Promise<void> {
  const view = await findReadBack(runner);
  for (const way of writingStages) {
    if ((way.textOnly && !runner.asText) || !(only?.includes(way.technique) ?? true)) continue;
    if (await writes(runner, source, view, way)) return;
  }
  // What a stage that does not exist is answered with: only beside that does acceptance of a real one say anything.
  const sum = newSum(runner.random);
  const missing = { [`$gauntlet${runner.random.word(6)}`]: `gauntlet_${runner.random.word(10)}` };
  await runner.run([...sourceStages[source](sum), missing], { role: "control", label: "missing-stage" });
}

/** The first write that was seen, elsewhere or at least on the session that made it; pure. */
export function findStageWrite(exchanges: readonly Exchange[]): StageWrite | undefined {
  for (const certain of [true, false]) {
    for (const { technique, because } of writingStages) {
      const attack = exchanges.find(({ label }) => label === `write:${technique}`);
      const label = `${certain ? "look" : "own"}:${technique}`;
      const seen = attack && exchanges.find((one) => one.label === label && showsSum(one, attack));
      if (attack === undefined || seen === undefined) continue;
      const where = certain ? "read back through the tool on a new session" : "seen on the same session alone";
      return {
        technique,
        certain,
        proof: [attack.id, seen.id],
        because: `${because} wrote a document into a new collection, ${where}${although(attack.reply)}`,
      };
    }
  }
  return undefined;
}

function although(reply: Reply): string {
  return reply.kind === "result" ? "" : ", although the reply to it was an error";
}

async function writes(runner: PipelineRunner, source: Source, view: ReadBack, way: WritingStage): Promise<boolean> {
  const collection = `gauntlet_${runner.random.word(10)}`;
  const sum = newSum(runner.random);
  const facts = { collection, computed: sum.total };
  const look = (label: string, fresh: boolean, role: "confirm" | "cleanup") =>
    readBack(runner, view, collection, fresh, { role, label: `${label}:${way.technique}`, facts });
  let attack: Exchange | undefined;
  let seen = false;
  try {
    const stages = way.ending(sourceStages[source](sum), collection);
    attack = await runner.run(stages, { role: "attack", label: `write:${way.technique}`, facts }, way.spelled);
    seen = await look("look", true, "confirm");
    if (!seen && succeeded(attack.reply)) await look("own", false, "confirm");
  } finally {
    // Undefined = the run was stopped while the write was under way: it may have happened.
    if (seen || attack === undefined) {
      const emptied = way.ending(nothing(runner.random.word(8)), collection);
      await runner.run(emptied, { role: "cleanup", label: `empty:${way.technique}`, facts }, way.spelled);
      await look("left", true, "cleanup");
    }
  }
  return seen;
}

/** Collections that the probe made: a pipeline can empty them at the most; pure. */
export function leftCollections(exchanges: readonly Exchange[]): readonly string[] {
  return exchanges
    .filter(({ label }) => label.startsWith("write:"))
    .flatMap((attack) => {
      const { collection } = attack.facts;
      const named = (label: string) =>
        exchanges.filter((one) => one.facts.collection === collection && one.label.startsWith(`${label}:`));
      const seen = [...named("look"), ...named("own")].some((one) => showsSum(one, attack));
      if (!seen) return attack.reply.kind === "result" ? [`perhaps the collection ${collection}: it was not seen`] : [];
      const left = named("left");
      const full = left.length === 0 || left.some((one) => showsSum(one, attack));
      return [full ? `the collection ${collection} with one document` : `the empty collection ${collection}`];
    });
}
