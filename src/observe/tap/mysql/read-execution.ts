import { type BindType, bindTypeOf, bindValueAt } from "./bind-value.ts";
import type { Cursor } from "./cursor.ts";
import { bounds } from "./draft.ts";
import type { Session } from "./session.ts";
import { saysCount } from "./wire.ts";

/** The values of an execution, as text, and their types. */
export interface Execution {
  readonly binds: (string | null)[];
  readonly types: readonly BindType[];
}

/**
 * Reads an execution that is there in whole, from behind the statement's number; `types` are those of the last one. Undefined for
 * what is not as usual: `readBindValues` gives the same values of any execution, but takes longer.
 */
export function readExecution(
  walk: Cursor,
  places: number,
  types: readonly BindType[],
  { queryAttributes }: Session,
): Execution | undefined {
  const counted = queryAttributes && (walk.byte() & saysCount) !== 0;
  // Flags where they were not read, and how often: always once.
  walk.past(queryAttributes ? 4 : 1 + 4);
  const count = counted ? walk.lengthEncoded() : places;
  if (count > bounds.binds) return undefined;
  const binds: (string | null)[] = [];
  if (count === 0) return walk.broken ? undefined : { binds, types };
  const nulls = walk.past((count + 7) >> 3);
  const known = walk.byte() === 1 ? typesAt(walk, count, queryAttributes) : types;
  if (walk.broken) return undefined;
  for (let place = 0; place < count; place += 1) {
    const isNull = ((walk.bytes[nulls + (place >> 3)] as number) & (1 << (place & 7))) !== 0;
    const type = known[place];
    const value = type === undefined ? undefined : isNull ? null : bindValueAt(walk, type);
    if (value === undefined) return undefined;
    binds.push(value);
  }
  return { binds, types: known };
}

function typesAt(walk: Cursor, count: number, named: boolean): BindType[] {
  const types: BindType[] = [];
  for (let place = 0; place < count; place += 1) {
    types.push(bindTypeOf(walk.int16()));
    if (named) walk.past(walk.lengthEncoded());
  }
  return types;
}
