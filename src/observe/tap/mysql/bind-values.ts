import { type BindType, type BindValue, bindTypeOf, nothing, readBindValue } from "./bind-value.ts";
import { bounds, type Draft } from "./draft.ts";
import { lengthEncoded, type Reading, want, wantByteOrEnd, wantStart } from "./reading.ts";

/** Which values a request holds, and what is known of them from before. */
export interface BindShape {
  /** For as many values as the statement has places, or as many as the request itself says. */
  readonly places: number;
  readonly counted: boolean;
  /** Each type is followed by a name. */
  readonly named: boolean;
  /** Of the last execution, for a request that leaves the types out. */
  readonly types: readonly BindType[];
  /** By place: values that were sent ahead, of which the request says nothing. */
  readonly ahead: ReadonlyMap<number, BindValue>;
}

/** Reads types and values of one execution into the draft, and gives the types. */
export function* readBindValues(shape: BindShape, draft: Draft): Reading<readonly BindType[]> {
  const { ahead } = shape;
  const count = shape.counted ? yield* lengthEncoded() : shape.places;
  if (count === 0) return shape.types;
  // Lent until the next bytes are asked for.
  const nulls = Buffer.from(yield want((count + 7) >> 3));
  const fresh = (yield want(1))[0] === 1;
  const types = fresh ? yield* readTypes(count, shape.named) : shape.types;
  const room = openRoom(draft);
  for (let place = 0; place < count; place += 1) {
    const type = types[place];
    if (type === undefined || draft.binds.length >= bounds.binds) {
      draft.cut = true;
      break;
    }
    const isNull = ((nulls[place >> 3] ?? 0) & (1 << (place & 7))) !== 0;
    room.add(ahead.get(place) ?? (isNull ? nothing : yield* readBindValue(type, room.keep)));
  }
  return types;
}

/** Reads the rows of values of MariaDB's bulk execution into the draft, one row after the other; gives the types. */
export function* readBulkValues(count: number, known: readonly BindType[], draft: Draft): Reading<readonly BindType[]> {
  const flags = (yield want(2)).readUInt16LE();
  const types = (flags & sendsTypes) === 0 ? known : yield* readTypes(count, false);
  if (types.length === 0) return types;
  const room = openRoom(draft);
  for (let place = 0; ; place = (place + 1) % types.length) {
    const indicator = (yield wantByteOrEnd)[0];
    const type = types[place];
    if (indicator === undefined || type === undefined) return types;
    if (draft.binds.length >= bounds.binds) {
      draft.cut = true;
      return types;
    }
    room.add(indicator === 0 ? yield* readBindValue(type, room.keep) : nothing);
  }
}

const sendsTypes = 128;

/** Adds values to a draft and keeps count of how much more of the next one is kept. */
function openRoom(draft: Draft): { readonly keep: number; add(value: BindValue): void } {
  let room: number = bounds.bindsSize;
  return {
    get keep() {
      return Math.min(bounds.bind, room);
    },
    add({ text, cut }) {
      draft.binds.push(text);
      if (cut) draft.cut = true;
      room = Math.max(0, room - (text?.length ?? 0));
    },
  };
}

function* readTypes(count: number, named: boolean): Reading<readonly BindType[]> {
  if (!named) return typesOf(yield want(2 * count));
  const types: BindType[] = [];
  for (let place = 0; place < count; place += 1) {
    types.push(...typesOf(yield want(2)));
    yield wantStart(yield* lengthEncoded(), 0);
  }
  return types;
}

function typesOf(bytes: Buffer): BindType[] {
  return Array.from({ length: bytes.length >> 1 }, (_, place) => bindTypeOf(bytes.readUInt16LE(2 * place)));
}
