import { parseArgs } from "node:util";
import { type Found, scanTwin } from "../twins/scan-twin.ts";
import { startDatabase } from "../twins/start-database.ts";
import { allTwins } from "../twins/twins.ts";
import { unsteadyAmong } from "./compare.ts";

/** Seeds of a measurement that is published. */
const usualSeeds = "20";

const all = allTwins();
const ids = all.map(({ id }) => id);
const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: usualSeeds },
    fixture: { type: "string", multiple: true, default: ids },
  },
});
const unknown = values.fixture.find((id) => !ids.includes(id));
if (unknown !== undefined) throw new Error(`--fixture must be ${ids.join(", ")}.`);

const seeds = Array.from({ length: Number(values.seeds) }, (_, at) => at + 1);
let steady = true;
for (const twin of all.filter(({ id }) => values.fixture.includes(id))) {
  const vulnerable = twin.weaknesses[0]?.when ?? [];
  const variants = [vulnerable, ...twin.silent];
  for (const database of twin.databases) {
    const running = await startDatabase(database, seeds.length * variants.length);
    if (running === undefined) {
      process.stdout.write(`${twin.id} on ${database}: skipped, its server is not on this machine\n`);
      continue;
    }
    try {
      for (const variant of variants) {
        const scans = new Map<number, readonly Found[]>();
        for (const seed of seeds) {
          scans.set(seed, await scanTwin({ twin, variant, address: running.fresh(), seed, options: [] }));
          process.stderr.write(`${twin.id} ${variant.join(" ")} on ${database}, seed ${seed}\n`);
        }
        const unsteady = unsteadyAmong(scans);
        if (unsteady.length > 0) steady = false;
        process.stdout.write(`${lineOf([twin.id, ...variant, "on", database].join(" "), scans)}\n`);
        for (const { what, verdicts } of unsteady) {
          const seen = [...verdicts].map(([verdict, under]) => `${verdict} (seed ${under.join(", ")})`);
          process.stdout.write(`  changes: ${what}: ${seen.join("; ")}\n`);
        }
      }
    } finally {
      await running.stop();
    }
  }
}
process.exit(steady ? 0 : 1);

function lineOf(name: string, scans: ReadonlyMap<number, readonly Found[]>): string {
  const fails = [...scans.values()].map((found) => found.filter(({ verdict }) => verdict === "fail").length);
  const results = scans.get(1)?.length ?? 0;
  return `${name}: ${results} results, ${[...new Set(fails)].join(" or ")} of them fail, under ${scans.size} seeds`;
}
