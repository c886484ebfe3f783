import { remember } from "../remembered.ts";
import type { BindType, BindValue } from "./bind-value.ts";
import type { Draft } from "./draft.ts";

/** A prepared statement, from the moment in which it is asked for. */
export interface Prepared {
  /** Its text. */
  readonly draft: Draft;
  /** How many values it takes; undefined until the database has said it. */
  places: number | "refused" | undefined;
  /** Of the values of the last execution. */
  types: readonly BindType[];
  /** By place: values that were sent ahead of the execution. */
  ahead: Map<number, BindValue>;
  /** Characters of them. */
  aheadSize: number;
  /** Executions that were sent before `places` was known: told when it is. */
  readonly waiting: ((places: number | "refused") => void)[];
}

/** The prepared statements of one connection, the newest ones within bounds. */
export interface Statements {
  /** A statement that is to be prepared with the text that `draft` will have. */
  prepare(draft: Draft): Prepared;
  /** The database took it under this number. */
  known(prepared: Prepared, id: number, places: number): void;
  refused(prepared: Prepared): void;
  find(id: number): Prepared | undefined;
  /** Values were sent ahead, or are done with: they count for what is kept. */
  resized(id: number, prepared: Prepared): void;
  close(id: number): void;
  clear(): void;
}

/** MariaDB: the statement that was prepared last, so that it can be executed before its number is known. */
const lastOne = 0xff_ff_ff_ff;

/** No statements yet. */
export function openStatements(): Statements {
  const known = remember<Prepared>();
  let last: Prepared | undefined;
  const keep = (id: number, prepared: Prepared) => {
    known.set(String(id), prepared, prepared.draft.text.length + prepared.aheadSize);
  };
  return {
    prepare(draft) {
      last = { draft, places: undefined, types: [], ahead: new Map(), aheadSize: 0, waiting: [] };
      return last;
    },
    known(prepared, id, places) {
      keep(id, prepared);
      settle(prepared, places);
    },
    refused: (prepared) => settle(prepared, "refused"),
    find: (id) => (id === lastOne ? last : known.get(String(id))),
    resized(id, prepared) {
      if (known.get(String(id)) === prepared) keep(id, prepared);
    },
    close: (id) => known.delete(String(id)),
    clear() {
      known.clear();
      last = undefined;
    },
  };
}

function settle(prepared: Prepared, places: number | "refused"): void {
  prepared.places = places;
  for (const tell of prepared.waiting.splice(0)) tell(places);
}
