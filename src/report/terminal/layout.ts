import { clip } from "../clip.ts";
import { visibleLine } from "../escape/visible.ts";
import { columns, wrap } from "./wrap.ts";

/** Wrapped lines under an indent; each is painted alone, so that a cut log never bleeds colour. */
export function paragraph(text: string, indent: number, width: number, paint: (line: string) => string): string[] {
  return wrap(visibleLine(text), Math.max(20, width - indent)).map((line) => " ".repeat(indent) + paint(line));
}

/** A paragraph whose first line carries a label in the margin, cut where it is wider than that. */
export function labelled(
  label: string,
  text: string,
  indent: number,
  width: number,
  paints: { readonly label: (text: string) => string; readonly text: (line: string) => string },
): string[] {
  const [first, ...rest] = wrap(visibleLine(text), Math.max(20, width - indent));
  const shown = clip(visibleLine(label), indent - 3);
  const gap = " ".repeat(Math.max(1, indent - 2 - columns(shown)));
  return [
    `  ${paints.label(shown)}${gap}${paints.text(first ?? "")}`,
    ...rest.map((line) => " ".repeat(indent) + paints.text(line)),
  ];
}

/** The first names of a list and how many more there are. */
export function someOf(names: readonly string[], limit: number): string {
  const shown = names.slice(0, limit).join(", ");
  return names.length > limit ? `${shown} and ${(names.length - limit).toLocaleString("en")} more` : shown;
}
