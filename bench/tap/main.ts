import { parseArgs } from "node:util";
import { type DatabaseName, databases } from "./databases.ts";
import { type Measured, measure } from "./measure.ts";

/** The least share of a plain pipe's throughput that the tap must leave. */
const least = 0.85;

const { values } = parseArgs({
  options: {
    database: { type: "string", default: "postgres" },
    rounds: { type: "string", default: "40" },
    seconds: { type: "string", default: "0.5" },
  },
});
const measured = await measure({
  database: named(values.database),
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  tell: (line) => process.stderr.write(`${line}\n`),
});
process.stdout.write(`${table(measured)}\n`);
process.exit(measured.every(({ ratio }) => ratio >= least) ? 0 : 1);

function table(all: readonly Measured[]): string {
  const lines = all.map(
    ({ kind, pipe, tap, ratio, pipeCpu, tapCpu }) =>
      `| ${kind} | ${pipe.toFixed(0)} | ${tap.toFixed(0)} | ${ratio.toFixed(3)} | ${pipeCpu.toFixed(0)} | ${tapCpu.toFixed(0)} |`,
  );
  const head = "| 50 connections | Pipe, per s | Tap, per s | Ratio | Pipe, CPU ms per 1,000 | Tap, CPU ms per 1,000 |";
  return [head, "| --- | --- | --- | --- | --- | --- |", ...lines].join("\n");
}

function named(name: string): DatabaseName {
  if (name in databases) return name as DatabaseName;
  throw new Error(`--database is one of ${Object.keys(databases).join(", ")}.`);
}
