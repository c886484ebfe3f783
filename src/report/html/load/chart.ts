import { html, type Markup } from "../../escape/html.ts";
import { visibleLine } from "../../escape/visible.ts";
import type { Scale } from "./scale.ts";

/** What is drawn over time: one value for each entry of the series, or none. */
export interface Line {
  readonly name: string;
  /** Class of the page's style, which gives colour and dashes. */
  readonly look: string;
  readonly values: readonly (number | undefined)[];
  /** Filled down to the bottom. */
  readonly area: boolean;
}

/** Parts of the load behind the lines. */
export interface Band {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** One picture: its lines share time and scale. */
export interface Chart {
  readonly id: string;
  readonly title: string;
  /** A sentence for who cannot see it. */
  readonly told: string;
  readonly lines: readonly Line[];
  readonly scale: Scale;
  readonly tick: (value: number) => string;
  /** Where each entry begins, in seconds, and where the last one ends. */
  readonly starts: readonly number[];
  readonly end: number;
  readonly bands: readonly Band[];
}

const [left, right, top, plotHeight, bottom] = [46, 8, 18, 118, 20];
const width = 560;
const height = top + plotHeight + bottom;

/** A picture of our own numbers: needs no script, follows the reader's colours and can be printed. */
export function chart({ id, title, told, lines, scale, tick, starts, end, bands }: Chart): Markup {
  const x = (second: number): number => left + ((width - left - right) * second) / Math.max(1, end);
  const y = (value: number): number => top + plotHeight * (1 - scale.at(value));
  return html`<figure class="chart"><figcaption><strong>${title}</strong>${lines.length > 1 ? html` <span class="legend">${lines.map(({ name, look }) => html`<span class="key ${look}">${visibleLine(name)}</span>`)}</span>` : undefined}</figcaption>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-t ${id}-d"><title id="${id}-t">${title}</title><desc id="${id}-d">${visibleLine(told)}</desc>
${bands.map((band, i) => bandOf(band, i, x))}
${scale.ticks.map((value) => html`<path class="grid" d="M${left} ${tenth(y(value))}H${width - right}"/><text class="y" x="${left - 6}" y="${tenth(y(value) + 3.5)}">${tick(value)}</text>`)}
${timeTicks(end).map((second) => html`<text class="x" x="${tenth(x(second))}" y="${height - 5}">${second.toLocaleString("en")} s</text>`)}
${lines.map((line) => drawn(line, starts, end, x, y))}
</svg></figure>`;
}

function bandOf({ name, from, to }: Band, index: number, x: (second: number) => number): Markup {
  const wide = x(to) - x(from);
  // About 6 units a letter: what does not fit is left to the table.
  const label =
    wide >= 6 * name.length + 4
      ? html`<text class="band" x="${tenth(x(from) + 3)}" y="12">${visibleLine(name)}</text>`
      : undefined;
  return html`<rect class="band ${index % 2 === 0 ? "even" : "odd"}" x="${tenth(x(from))}" y="${top - 16}" width="${tenth(Math.max(0, wide))}" height="${plotHeight + 16}"/>${label}`;
}

function drawn(
  { look, values, area }: Line,
  starts: readonly number[],
  end: number,
  x: (second: number) => number,
  y: (value: number) => number,
): Markup {
  const middle = (i: number): number => x(((starts[i] ?? 0) + (starts[i + 1] ?? end)) / 2);
  const runs: (readonly [number, number])[][] = [[]];
  values.forEach((value, i) => {
    if (value === undefined) runs.push([]);
    else runs.at(-1)?.push([middle(i), y(value)]);
  });
  const known = runs.filter((run) => run.length > 0);
  const path = known.map(
    (run) => `M${run.map(([px, py]) => `${tenth(px)} ${tenth(py)}`).join("L")}${run.length === 1 ? "h.1" : ""}`,
  );
  const floor = tenth(top + plotHeight);
  const filled = known.map((run) => {
    const [first] = run[0] ?? [0];
    const [last] = run.at(-1) ?? [0];
    return `M${tenth(first)} ${floor}L${run.map(([px, py]) => `${tenth(px)} ${tenth(py)}`).join("L")}L${tenth(last)} ${floor}Z`;
  });
  return html`${area && filled.length > 0 ? html`<path class="area ${look}" d="${filled.join("")}"/>` : undefined}${path.length > 0 ? html`<path class="line ${look}" d="${path.join("")}"/>` : undefined}`;
}

/** Where the time is written: five or so round seconds. */
function timeTicks(end: number): readonly number[] {
  const step = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1_800, 3_600].find((one) => end / one <= 6) ?? end / 5;
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => i * Math.max(1, Math.round(step)));
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
