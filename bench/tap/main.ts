import { parseArgs } from "node:util";
import { type Measured, measure } from "./measure.ts";

/** The least share of a plain pipe's throughput that the tap must leave. */
const least = 0.85;

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "40" }, seconds: { type: "string", default: "0.5" } },
});
const measured = await measure(Number(values.rounds), Number(values.seconds), (line) => {
  process.stderr.write(`${line}\n`);
});
process.stdout.write(`${table(measured)}\n`);
process.exit(measured.every(({ ratio }) => ratio >= least) ? 0 : 1);

function table(all: readonly Measured[]): string {
  const lines = all.map(
    ({ traffic, pipe, tap, ratio, pipeCpu, tapCpu }) =>
      `| ${traffic} | ${pipe.toFixed(0)} | ${tap.toFixed(0)} | ${ratio.toFixed(3)} | ${pipeCpu.toFixed(0)} | ${tapCpu.toFixed(0)} |`,
  );
  const head = "| 50 connections | Pipe, per s | Tap, per s | Ratio | Pipe, CPU ms per 1,000 | Tap, CPU ms per 1,000 |";
  return [head, "| --- | --- | --- | --- | --- | --- |", ...lines].join("\n");
}
