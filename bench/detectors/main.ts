import { parseArgs } from "node:util";
import { type Measured, measure } from "./measure.ts";
import { texts } from "./texts.ts";

/** Milliseconds of processor time that a set may take for the whole length, and how much longer than for half of it. */
const limitMs = 1_000;
const mostRatio = 3;

const { values } = parseArgs({
  options: {
    megabytes: { type: "string", default: "10" },
    set: { type: "string", multiple: true, default: [] },
    text: { type: "string", default: "" },
    json: { type: "boolean", default: false },
  },
});
const characters = Number(values.megabytes) * 1_000_000;
const chosen = texts.filter(({ name }) => name.includes(values.text));
const measured = chosen.flatMap((text) => {
  const all = measure(text, characters, limitMs, values.set);
  for (const one of all) if (!holds(one)) process.stderr.write(`${one.set}: ${one.text}: ${one.ms.toFixed(0)} ms\n`);
  return all;
});
process.stdout.write(`${values.json ? JSON.stringify(measured, null, 2) : table(measured)}\n`);
process.exit(measured.every(holds) ? 0 : 1);

function holds({ ms, ratio }: Measured): boolean {
  return ms < limitMs && (ratio === undefined || ratio < mostRatio);
}

function table(all: readonly Measured[]): string {
  const names = [...new Set(all.map(({ set }) => set))];
  const summary = names.map((name) => {
    const own = all.filter(({ set }) => set === name);
    const slowest = own.reduce((a, b) => (b.ms > a.ms ? b : a));
    const ordinary = own.filter(({ kind }) => kind === "ordinary").map(({ ms }) => ms);
    const ratios = own.flatMap(({ ratio }) => ratio ?? []);
    const most = ordinary.length === 0 ? "–" : Math.max(...ordinary).toFixed(0);
    const steepest = ratios.length === 0 ? "–" : Math.max(...ratios).toFixed(2);
    const missed = own.filter((one) => !holds(one)).length;
    return `| ${name} | ${own.length} | ${most} | ${slowest.ms.toFixed(0)} | \`${slowest.text.replaceAll("`", "'")}\` | ${steepest} | ${missed} |`;
  });
  const head = `| ${characters / 1e6} MB | Texts | Ordinary, ms at most | Slowest, ms | of | Steepest | Missed |`;
  return [head, "| --- | --- | --- | --- | --- | --- | --- |", ...summary].join("\n");
}
