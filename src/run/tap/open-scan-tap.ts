import type { RunSetting } from "../../engine/run-setting.ts";
import { HarnessError } from "../../model/errors.ts";
import type { Target } from "../../model/target.ts";
import { databaseFaults } from "../../observe/faults/database-faults.ts";
import { openStatementLog } from "../../observe/statements/statement-log.ts";
import { statementTap } from "../../observe/statements/statement-tap.ts";
import { openTap } from "../../observe/tap/open-tap.ts";
import { type TapWatch, tapWatch } from "../../observe/tap-watch.ts";
import type { JournalLine } from "../planting/journal.ts";
import type { ScanRequest } from "../scan-request.ts";
import type { ScanSurroundings } from "../scan-surroundings.ts";
import { fillTarget } from "./fill-target.ts";
import { firstConnection } from "./first-connection.ts";
import { withoutTap } from "./without-tap.ts";
import { writeFiles } from "./write-files.ts";

/** What a run has of the tap: none at all where it was not asked for. */
export interface ScanTap {
  /** The server under test, pointed at the tap, or at the database itself where there is no tap. */
  readonly target: Target;
  /** Undefined where there is no tap. */
  readonly port: RunSetting["tap"];
  readonly faults: RunSetting["faults"];
  /** What a load sees of the database through it. */
  readonly watch: Pick<TapWatch, "look" | "connections"> | undefined;
  /** Ends its connections, removes the files that were written. */
  close(): Promise<void>;
}

/**
 * Starts the tap where the request asks for one, and points the server at it. For a server that runs already it says which
 * address to use and waits a while for the first connection.
 */
export async function openScanTap(
  request: ScanRequest,
  { emit, signal, journal }: ScanSurroundings,
  now: () => number,
): Promise<ScanTap> {
  const { tap, target, net } = request;
  const { upstream } = tap;
  const note = (line: JournalLine): void => journal?.(JSON.stringify(line));
  if (tap.on && upstream === undefined) throw noDatabase();
  if (!tap.on || upstream === undefined) {
    const direct = withoutTap(request, note);
    return {
      target: direct.target,
      port: undefined,
      faults: undefined,
      watch: undefined,
      close: async () => direct.remove(),
    };
  }
  const log = openStatementLog();
  const first = firstConnection();
  const watch = tapWatch();
  const opened = await openTap({
    upstream,
    listen: { host: "127.0.0.1", port: tap.port },
    net,
    now,
    note(event) {
      watch.note(event);
      if (event.type === "opened") first.came();
      if (event.type === "statement") log.add(event.statement);
      if (event.type === "trouble") emit({ type: "warning", atMs: now(), text: event.text });
    },
  });
  let remove: () => void;
  let filled: Target;
  try {
    filled = fillTarget(target, opened);
    remove = writeFiles(tap.files, opened, note);
  } catch (cause) {
    await opened.close();
    throw cause;
  }
  if (target.kind === "http") {
    const { host, port } = opened;
    const text = `the tap listens on ${host}:${port}: let the server under test use that host and port for its database`;
    emit({ type: "warning", atMs: now(), text });
    await first.wait(signal);
    if (!first.has) {
      emit({ type: "warning", atMs: now(), text: "nothing has connected through the tap yet; the scan goes on" });
    }
  }
  return {
    target: filled,
    port: (observe) =>
      statementTap(
        opened.dialect,
        log,
        () => first.has,
        (label, facts) => observe("statement", label, facts),
      ),
    faults: (observe, over) =>
      databaseFaults(opened, log, (label, facts) => observe("database-use", label, facts), over),
    watch,
    async close() {
      remove();
      await opened.close();
    },
  };
}

function noDatabase(): HarnessError {
  return new HarnessError(
    "usage",
    "The tap does not know the database of the server under test.",
    "Name it in the config: observe.postgres.url, observe.mysql.url or observe.tap.url.",
  );
}
