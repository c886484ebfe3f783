import type { BindType, BindValue } from "./bind-value.ts";
import { readBindValues, readBulkValues } from "./bind-values.ts";
import type { Cursor } from "./cursor.ts";
import { bounds, type Draft } from "./draft.ts";
import { openIntake } from "./intake.ts";
import { readExecution } from "./read-execution.ts";
import { type Reading, want, wantRest } from "./reading.ts";
import type { Session } from "./session.ts";
import type { Prepared, Statements } from "./statements.ts";
import { textOf } from "./text.ts";
import { saysCount } from "./wire.ts";

/** Readings of the requests that use prepared statements, without their first byte. */
export interface Executions {
  /** An execution that is there in whole; undefined, and nothing done, for one that must be read with `execute`. */
  executeWhole(on: Session, walk: Cursor): Draft | undefined;
  execute(on: Session, draft: Draft): Reading<void>;
  bulkExecute(draft: Draft): Reading<void>;
  /** A value, or a part of one, ahead of its execution. */
  sendAhead(): Reading<void>;
  reset(): Reading<void>;
  close(): Reading<void>;
}

/** Readings that know `statements` and tell them what they learn. */
export function openExecutions(statements: Statements): Executions {
  /** The statement of this number; its text goes into the draft. */
  const named = (id: number, draft: Draft): Prepared | undefined => {
    const prepared = statements.find(id);
    draft.text = prepared?.draft.text ?? "";
    draft.cut = prepared?.draft.cut ?? true;
    return prepared;
  };

  const forgetAhead = (id: number, prepared: Prepared): ReadonlyMap<number, BindValue> => {
    const { ahead } = prepared;
    if (ahead.size === 0) return none;
    prepared.ahead = new Map();
    prepared.aheadSize = 0;
    statements.resized(id, prepared);
    return ahead;
  };

  return {
    executeWhole(on, walk) {
      const prepared = statements.find(walk.int32());
      if (prepared === undefined || typeof prepared.places !== "number" || prepared.ahead.size > 0) return undefined;
      const read = readExecution(walk, prepared.places, prepared.types, on);
      if (read === undefined) return undefined;
      prepared.types = read.types;
      const { text, cut } = prepared.draft;
      return { text, cut, binds: read.binds, refused: false };
    },
    *execute(on, draft) {
      // Number, flags, how often: always once.
      const head = yield want(4 + 1 + 4);
      const id = head.readUInt32LE();
      const counted = on.queryAttributes && ((head[4] ?? 0) & saysCount) !== 0;
      const prepared = named(id, draft);
      if (prepared === undefined) return;
      const shape = { counted, named: on.queryAttributes, ahead: forgetAhead(id, prepared) };
      yield* readWhenKnown(prepared, draft, (places) =>
        readBindValues({ ...shape, places, types: prepared.types }, draft),
      );
    },
    *bulkExecute(draft) {
      const prepared = named((yield want(4)).readUInt32LE(), draft);
      if (prepared === undefined) return;
      yield* readWhenKnown(prepared, draft, (places) => readBulkValues(places, prepared.types, draft));
    },
    *sendAhead() {
      const head = yield want(4 + 2);
      const [id, place] = [head.readUInt32LE(), head.readUInt16LE(4)];
      const bytes = yield wantRest(bounds.bind);
      const cut = bytes.length > bounds.bind;
      const prepared = statements.find(id);
      if (prepared === undefined || place >= bounds.binds) return;
      const before = prepared.ahead.get(place);
      const text = (before?.text ?? "") + textOf(bytes, cut);
      const room = Math.min(bounds.bind, bounds.bindsSize - prepared.aheadSize + (before?.text?.length ?? 0));
      const value = { text: text.slice(0, room), cut: cut || before?.cut === true || text.length > room };
      prepared.ahead.set(place, value);
      prepared.aheadSize += value.text.length - (before?.text?.length ?? 0);
      statements.resized(id, prepared);
    },
    *reset() {
      const id = (yield want(4)).readUInt32LE();
      const prepared = statements.find(id);
      if (prepared !== undefined) forgetAhead(id, prepared);
    },
    *close() {
      statements.close((yield want(4)).readUInt32LE());
    },
  };
}

const none: ReadonlyMap<number, BindValue> = new Map();

/** Reads the values of an execution as soon as it is known how many places for them there are. */
function* readWhenKnown(
  prepared: Prepared,
  draft: Draft,
  read: (places: number) => Reading<readonly BindType[]>,
): Reading<void> {
  if (typeof prepared.places === "number") {
    prepared.types = yield* read(prepared.places);
    return;
  }
  if (prepared.places === "refused") {
    draft.refused = true;
    return;
  }
  const bytes = Buffer.from(yield wantRest(bounds.waiting));
  if (bytes.length > bounds.waiting) draft.cut = true;
  prepared.waiting.push((places) => {
    draft.refused = places === "refused";
    if (places === "refused") return;
    const intake = openIntake(readWhenKnown(prepared, draft, read));
    intake.give(bytes, 0, bytes.length, false);
    intake.finishEarly();
  });
}
