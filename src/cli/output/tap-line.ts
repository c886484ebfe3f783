import type { TapEvent } from "../../model/tap.ts";
import { visibleLine } from "../../report/escape/visible.ts";

/** Characters of a statement and of a bind value that are shown. */
const mostText = 2_000;
const mostBind = 60;

/** One event as a line for people; a mere change of state is none. */
export function eventLine(event: TapEvent): string {
  switch (event.type) {
    case "opened":
      return `${event.connection}  opened\n`;
    case "closed": {
      const why = event.why === undefined ? "" : `: ${event.why}`;
      return `${event.connection}  closed by the ${event.by}${visibleLine(why)}\n`;
    }
    case "trouble":
      return `${event.connection}  ! ${visibleLine(event.text)}\n`;
    case "statement": {
      const { connection, text, binds, rows, durationMs, transaction, error } = event.statement;
      const shown = visibleLine(cut(text.trim(), mostText));
      const values = binds.map((bind) => (bind === null ? "null" : visibleLine(cut(bind, mostBind))));
      const facts = [
        `${Math.round(durationMs)} ms`,
        ...(rows === undefined ? [] : [`${rows} ${rows === 1 ? "row" : "rows"}`]),
        ...(transaction === "idle" ? [] : [`transaction ${transaction}`]),
        ...(error === undefined
          ? []
          : [error === "unanswered" ? error : visibleLine(`${error.code} ${error.message}`)]),
      ];
      return `${connection}  ${shown}${values.length === 0 ? "" : `  [${values.join(", ")}]`}  (${facts.join(", ")})\n`;
    }
    case "state":
      return "";
  }
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
