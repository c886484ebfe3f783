import { visibleLine } from "../../report/escape/visible.ts";
import { type Detail, eventLine } from "./event-lines.ts";
import type { Progress } from "./progress.ts";
import { countsText, openTally } from "./tally.ts";

/** One line for everything worth telling: for logs, and for a terminal when verdicts or traffic are shown. */
export function plainProgress(write: (text: string) => void, detail: Detail): Progress {
  const tally = openTally();
  return {
    emit(event) {
      const line = eventLine(event, detail);
      if (line !== undefined) write(`${line}\n`);
      const finished = tally.add(event);
      if (finished !== undefined) write(`${visibleLine(finished)}: ${countsText(tally.of(finished))}\n`);
    },
    say: (sentence) => write(`${visibleLine(sentence)}\n`),
    close: async () => undefined,
  };
}
