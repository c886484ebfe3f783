import { clip } from "../clip.ts";
import { visibleLine } from "../escape/visible.ts";
import { columns } from "./wrap.ts";

/** One column: its head and its cells, and whether it is a number. */
export interface Column {
  readonly head: string;
  readonly cells: readonly string[];
  readonly right: boolean;
  /** Columns of the least worth are left out where the terminal is narrow; 0 = never. */
  readonly leaveOut: number;
}

const gap = 2;
const widestCell = 40;

/** Lines of a table under an indent of two, the first of them its heads; never wider than `width`. */
export function columnLines(all: readonly Column[], width: number): readonly string[] {
  let kept = all.map((column) => ({
    ...column,
    cells: [column.head, ...column.cells].map((cell) => clip(visibleLine(cell), widestCell)),
  }));
  const widthOf = ({ cells }: { readonly cells: readonly string[] }): number => Math.max(...cells.map(columns));
  const total = (): number => kept.reduce((sum, column) => sum + widthOf(column) + gap, 0);
  while (total() > width) {
    const least = Math.max(...kept.map(({ leaveOut }) => leaveOut));
    if (least === 0) break;
    kept = kept.filter(({ leaveOut }) => leaveOut !== least);
  }
  const rows = kept[0]?.cells.length ?? 0;
  return Array.from({ length: rows }, (_, row) => {
    const cells = kept.map((column) => {
      const text = column.cells[row] ?? "";
      const space = " ".repeat(Math.max(0, widthOf(column) - columns(text)));
      return column.right ? space + text : text + space;
    });
    return narrowed(`  ${cells.join(" ".repeat(gap))}`.trimEnd(), width);
  });
}

/** Cut where even the columns that are never left out are too wide. */
function narrowed(line: string, width: number): string {
  let short = line;
  while (columns(short) > width) short = clip(short, short.length - 1);
  return short;
}
