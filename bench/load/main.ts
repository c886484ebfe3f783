import { parseArgs } from "node:util";
import { compilePrograms } from "./compile.ts";
import { measureCost, measureLateness, measureMemory, type Row } from "./measure.ts";
import { table } from "./table.ts";
import { targets } from "./targets.ts";

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "3" },
  },
});
const tell = (line: string): void => void process.stderr.write(`${line}\n`);
const extent = {
  programs: await compilePrograms(),
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  tell,
};
const rows = await measureCost(extent);
const { rssMb: rssMb2000, peakMb: peakMb2000 } = await measureMemory(extent);
const p99OverMs = await measureLateness(extent);
const ratios = { wrk: ratioTo("wrk"), sdkClient: ratioTo("sdkClient"), autocannon: ratioTo("autocannon") };
const measured = { ratios, rssMb2000, peakMb2000, p99OverMs, rows };
if (ratios.wrk === undefined) tell("There is no wrk on this machine: it is left out.");
process.stdout.write(values.json ? `${JSON.stringify(measured)}\n` : `${table(measured)}\n`);
const kept =
  // What fails costs little.
  rows.every(({ generator, failed }) => generator !== "ours" || failed === 0) &&
  (ratios.wrk ?? 0) <= targets.wrk &&
  (ratios.sdkClient ?? Number.POSITIVE_INFINITY) <= targets.sdkClient &&
  (ratios.autocannon ?? Number.POSITIVE_INFINITY) <= targets.autocannon &&
  rssMb2000 <= targets.rssMb2000 &&
  p99OverMs <= targets.p99OverMs;
process.exit(kept ? 0 : 1);

/** Ours ÷ theirs, the worse of both kinds of answers; undefined where it did not run. */
function ratioTo(generator: Row["generator"]): number | undefined {
  const ratios = rows
    .filter((row) => row.generator === generator)
    .map(({ kind, cpuSeconds }) => {
      const ours = rows.find((row) => row.generator === "ours" && row.kind === kind);
      return (ours?.cpuSeconds ?? Number.POSITIVE_INFINITY) / cpuSeconds;
    });
  return ratios.length === 0 ? undefined : Math.max(...ratios);
}
