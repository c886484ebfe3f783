import type { RunSetting } from "../../engine/run-setting.ts";
import type { SubjectResult } from "../../engine/run-subject.ts";
import type { CanaryState } from "../../model/canary.ts";
import type { Check, Evidence } from "../../model/check.ts";
import type { DatabaseChange } from "../../model/database-change.ts";
import type { Scene } from "../../model/scene.ts";
import type { DatabaseObserver } from "../../observe/observer.ts";
import { dropTable } from "../../observe/planted/drop-table.ts";
import { isOurTable } from "../../observe/planted/our-table.ts";
import { plantRow } from "../../observe/planted/plant-row.ts";
import { changesBetween, type Snapshot, takeSnapshot } from "../../observe/planted/snapshot.ts";
import type { Run } from "../open-run.ts";
import { databaseName } from "./database-name.ts";
import { openPort } from "./database-port.ts";
import type { JournalLine } from "./journal.ts";

/** What a run does to the database behind the server, and takes back. */
export interface Ground {
  /** Makes a table of ours with a random text in it, where the run may and one of these checks asks about it; never throws. */
  plant(checks: readonly Check[], scene: Scene): Promise<void>;
  /** Notes that a call is about to make this table, unless it is none of ours. */
  mayMake(table: string): void;
  /** The port of one probe, which keeps account of what is about to be made over it; undefined without a database. */
  readonly database: RunSetting["database"];
  /** Looks at the database before anything is called; never throws. */
  look(checks: readonly Check[]): Promise<void>;
  /** What is different since then; undefined where it could not be looked at, or no check asks. */
  changes(): Promise<readonly DatabaseChange[] | undefined>;
  canaries(): readonly CanaryState[];
  /** Takes back what is there and notes what the checks removed themselves; never throws. */
  restore(results: readonly SubjectResult[]): Promise<void>;
}

/** Opens the ground of one run; nothing is made yet. */
export function openGround(run: Run, observer: DatabaseObserver | undefined): Ground {
  const { request, recorder, planted, principal } = run;
  const url = request.observe.postgresUrl ?? request.observe.mysqlUrl;
  const database = url === undefined ? {} : { database: databaseName(url) };
  const note = (line: JournalLine): void => run.surroundings.journal?.(JSON.stringify(line));
  const announced = new Set<string>();
  let unplanted: string | undefined =
    observer === undefined ? "the database cannot be looked into" : "the run ended before";
  let perhapsThere = false;
  let first: Snapshot | undefined;

  const mayMake = (table: string): void => {
    if (announced.has(table) || !isOurTable(table)) return;
    announced.add(table);
    note({ type: "made", kind: "table", name: table, by: "tool", ...database });
  };

  const remove = async (from: DatabaseObserver, table: string): Promise<void> => {
    try {
      await dropTable(from, table);
      note({ type: "removed", name: table });
    } catch (cause) {
      const why = recorder.redactor.text(cause instanceof Error ? cause.message : String(cause)).value;
      const text = `the table ${table} could not be removed (${why}): run mcp-gauntlet cleanup with the folder of this run`;
      run.surroundings.emit({ type: "warning", atMs: run.now(), text });
    }
  };

  const unseen = (cause: unknown): undefined => {
    const why = recorder.redactor.text(cause instanceof Error ? cause.message : String(cause)).value;
    const text = `whether the run changed the database cannot be said: ${why}`;
    run.surroundings.emit({ type: "warning", atMs: run.now(), text });
  };

  return {
    mayMake,
    async plant(checks, scene) {
      if (observer === undefined || planted === undefined || run.surroundings.signal.aborted) return;
      const asked = checks.flatMap((check) => check.subjects(scene));
      if (!asked.some(({ canary }) => canary?.table !== undefined)) return;
      note({ type: "made", kind: "table", name: planted.table, by: "harness", ...database });
      perhapsThere = true;
      try {
        await plantRow(observer, planted);
        unplanted = undefined;
      } catch (cause) {
        unplanted = cause instanceof Error ? cause.message : String(cause);
      }
    },
    database:
      observer && ((observe) => openPort(observer, (label, facts) => observe("database", label, facts), mayMake)),
    async look(checks) {
      const wanted = checks.some(({ phase, needs }) => phase === "after" && needs.includes("database"));
      if (wanted && observer !== undefined) first = await takeSnapshot(observer).catch(unseen);
    },
    async changes() {
      if (first === undefined || observer === undefined || run.surroundings.signal.aborted) return undefined;
      const now = await takeSnapshot(observer).catch(unseen);
      return now && changesBetween(first, now);
    },
    canaries: () => recorder.canaries.states(principal.name, unplanted),
    async restore(results) {
      if (perhapsThere && observer !== undefined && planted !== undefined) await remove(observer, planted.table);
      const judged = new Set(results.flatMap(({ evidence }) => tablesIn(evidence)));
      const stayed = results.flatMap(({ leftovers }) => leftovers).join("\n");
      for (const name of announced) {
        if (judged.has(name) && !stayed.includes(name)) note({ type: "removed", name });
      }
    },
  };
}

/** Tables that a probe says it made, over calls or over our connection. */
function tablesIn({ exchanges, observations }: Evidence): readonly string[] {
  return [
    ...exchanges.map(({ facts }) => String(facts.table)),
    ...observations.map(({ facts }) => /^\s*create table (\w+)/i.exec(String(facts.sql))?.[1] ?? ""),
  ];
}
