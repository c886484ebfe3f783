import { visibleLine } from "../../report/escape/visible.ts";
import type { Inspected } from "../../run/inspect.ts";

/** Characters of a name that are shown. */
const widest = 40;

/**
 * Which tool is shown to whom: a row for each tool that anybody is shown, a column for each principal that was let in. Empty where
 * there is nobody to compare.
 */
export function roleMatrix(inspected: readonly Inspected[]): string {
  const shown = inspected.flatMap((one) =>
    one.ok ? [{ name: cut(one.principal), tools: new Set(one.surface.tools.map(({ name }) => name)) }] : [],
  );
  if (shown.length < 2) return "";
  const tools = [...new Set(shown.flatMap((one) => [...one.tools]))];
  const first = Math.max(4, ...tools.map((tool) => cut(tool).length));
  const row = (head: string, cells: readonly string[]) =>
    [head.padEnd(first), ...cells.map((cell, at) => cell.padEnd(shown[at]?.name.length ?? 0))].join("  ").trimEnd();
  const names = shown.map(({ name }) => name);
  const lines = tools.map((tool) =>
    row(
      cut(tool),
      shown.map((one) => (one.tools.has(tool) ? "yes" : "-")),
    ),
  );
  return `\nWho is shown which tool\n${[row("", names), ...lines].join("\n")}\n`;
}

function cut(name: string): string {
  const line = visibleLine(name);
  return line.length > widest ? `${line.slice(0, widest - 1)}…` : line;
}
