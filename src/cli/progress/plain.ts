import { visibleLine } from "../../report/escape/visible.ts";
import { type Detail, eventLine } from "./event-lines.ts";
import type { Progress } from "./progress.ts";
import { countsText, openTally } from "./tally.ts";

/** Milliseconds after which a line says that the run goes on. */
const quietMs = 10_000;

/** One line for everything worth telling: for logs, and for a terminal when verdicts or traffic are shown. */
export function plainProgress(write: (text: string) => void, detail: Detail): Progress {
  const tally = openTally();
  let toldAtMs = 0;
  return {
    emit(event) {
      // Each second is too much for a log.
      const often = event.type === "load-tick" && event.atMs - toldAtMs < quietMs;
      const line = often ? undefined : eventLine(event, detail);
      if (line !== undefined) {
        write(`${line}\n`);
        toldAtMs = event.atMs;
      }
      const finished = tally.add(event);
      if (finished !== undefined) write(`${visibleLine(finished)}: ${countsText(tally.of(finished))}\n`);
      else if (event.type === "subject-finished" && event.atMs - toldAtMs >= quietMs) {
        const { done, planned } = tally.of(event.check);
        write(`${visibleLine(event.check)}: ${done} of ${planned} done\n`);
        toldAtMs = event.atMs;
      }
    },
    say: (sentence) => write(`${visibleLine(sentence)}\n`),
    close: async () => undefined,
  };
}
