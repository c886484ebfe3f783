import { Listr, ListrLogger, ProcessOutput } from "listr2";
import type { Event } from "../../model/event.ts";
import { visibleLine } from "../../report/escape/visible.ts";
import type { Cli } from "../cli.ts";
import { eventLine } from "./event-lines.ts";
import type { Progress } from "./progress.ts";
import { makeRow, type Row } from "./row.ts";
import { type CheckState, countsText, openTally, type Tally } from "./tally.ts";

/** A row for connecting and one for every check, redrawn in place. Warnings and incidents are written when the drawing has stopped. */
export function liveProgress({ stderr, stdout }: Pick<Cli, "stderr" | "stdout">): Progress {
  const tally = openTally();
  const first = makeRow("connecting");
  const checks = new Map<string, Row>();
  const load = makeRow("load");
  const later: string[] = [];
  let current: readonly Row[] = [first];
  const draw = (rows: readonly Row[]) => drawRows(rows, stderr, stdout);
  let drawn = draw(current);
  // a list of listr2 cannot grow while it runs: each plan is a list of its own, drawn below the last
  const next = (rows: readonly Row[]) => {
    for (const row of current) row.finish(false);
    current = rows;
    drawn = drawn.then(() => draw(rows));
  };
  return {
    emit(event) {
      if (event.type === "planned" && event.checks.length > 0) {
        const rows = event.checks.map(({ check }) => [check, makeRow(visibleLine(check))] as const);
        for (const [check, row] of rows) checks.set(check, row);
        next(rows.map(([, row]) => row));
      }
      if (event.type === "stage" && event.stage === "loading") next([load]);
      const finished = tally.add(event);
      describe(event, first, checks, tally);
      describeLoad(event, load);
      if (finished !== undefined) checks.get(finished)?.finish(isBad(tally.of(finished)));
      if (event.type !== "warning" && event.type !== "incident") return;
      later.push(eventLine(event, { verbose: false, trace: false }) ?? "");
    },
    say: (sentence) => (current.find((row) => !row.finished) ?? first).note(visibleLine(sentence)),
    async close() {
      next([]);
      await drawn;
      for (const line of later) stderr.write(`${line}\n`);
    },
  };
}

async function drawRows(rows: readonly Row[], stderr: Cli["stderr"], stdout: Cli["stdout"]): Promise<void> {
  if (rows.length === 0) return;
  const list = new Listr<object, "default", "silent">(
    rows.map(({ task }) => task),
    {
      concurrent: true,
      exitOnError: false,
      // Ctrl-C is for the run to answer
      registerSignalListeners: false,
      // without this a standard output that is a file makes it write plain lines there
      forceTTY: true,
      rendererOptions: {
        formatOutput: "truncate",
        showErrorMessage: false,
        // listr2 draws on what it takes for standard output; that one is for results
        logger: new ListrLogger({ useIcons: true, toStderr: [], processOutput: new ProcessOutput(stderr, stdout) }),
      },
    },
  );
  await list.run();
}

/** Something was found, or the check broke. */
function isBad({ counts }: CheckState): boolean {
  return [counts.fail, counts.suspected, counts.error].some((n) => n !== undefined);
}

/** Which part of the load it is, and how it goes. */
function describeLoad(event: Event, load: Row): void {
  if (event.type !== "load-phase" && event.type !== "load-tick") return;
  const line = visibleLine((eventLine(event, { verbose: false, trace: false }) ?? "").replace(/^load: /, ""));
  if (event.type === "load-phase") load.title(`load: ${line}`);
  else load.note(line);
}

function describe(event: Event, first: Row, checks: ReadonlyMap<string, Row>, tally: Tally): void {
  const line = eventLine(event, { verbose: false, trace: false });
  if (event.type === "stage") first.note(event.stage);
  if (event.type === "run-started" || event.type === "connected") first.title(line ?? "");
  if (event.type === "subject-started") checks.get(event.check)?.note(visibleLine(event.subject));
  if (event.type === "subject-finished") {
    const state = tally.of(event.check);
    const progress = state.done < state.planned ? ` (${state.done} of ${state.planned})` : "";
    checks.get(event.check)?.title(`${visibleLine(event.check)}: ${countsText(state)}${progress}`);
  }
}
