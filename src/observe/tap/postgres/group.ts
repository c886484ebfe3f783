import type { TapEvent, TappedStatement, TransactionState } from "../../../model/tap.ts";

/** A statement whose transaction is not known yet. */
export type Unsettled = { -readonly [Key in keyof TappedStatement]: TappedStatement[Key] };

/** Statements up to the next ReadyForQuery, which alone says what became of the transaction. */
export interface Group {
  /** Its transaction is the one known so far; it stays so only when too many wait. */
  add(statement: Unsettled): void;
  /** What failed when the group was ended: its last statement, unless that has an error of its own. */
  failLast(error: { readonly code: string; readonly message: string }): void;
  end(transaction: TransactionState): void;
}

/** Statements that wait for ReadyForQuery. */
const mostWaiting = 256;

/** Notes each statement when the group it belongs to ends. */
export function openGroup(note: (event: TapEvent) => void): Group {
  let waiting: Unsettled[] = [];
  const settle = () => {
    const settled = waiting;
    waiting = [];
    for (const statement of settled) note({ type: "statement", statement });
  };
  return {
    add(statement) {
      waiting.push(statement);
      if (waiting.length >= mostWaiting) settle();
    },
    failLast(error) {
      const last = waiting.at(-1);
      if (last !== undefined) last.error ??= error;
    },
    end(transaction) {
      if (waiting.length === 0) return;
      for (const statement of waiting) statement.transaction = transaction;
      settle();
    },
  };
}
