/** One statement that the server under test sent to its database, as the tap saw it pass. Texts are bounded, not redacted. */
export interface TappedStatement {
  /** The connection it came over, such as `c3`: unique in one tap. */
  readonly connection: string;
  readonly dialect: "postgres" | "mysql";
  /** The whole text, as the database got it; of a prepared statement the text that it was prepared with. */
  readonly text: string;
  /** True when `text` or a bind value was longer than is kept. */
  readonly cut: boolean;
  /** Bind values in the order of their places, as text; of a binary value its bytes in hexadecimal with `\x` before them. */
  readonly binds: readonly (string | null)[];
  /** Of the connection, after the statement. */
  readonly transaction: TransactionState;
  /** Rows that came back or were changed; undefined where the database did not say. */
  readonly rows: number | undefined;
  /** Milliseconds from the request for it to the end of its reply. */
  readonly durationMs: number;
  /** What the database answered instead; `code` is its SQLSTATE. `unanswered` = the connection ended before. */
  readonly error: { readonly code: string; readonly message: string } | "unanswered" | undefined;
  /** Milliseconds of the tap's clock, when it was sent. */
  readonly atMs: number;
}

/** Different statements that one look gives at the most: as many as this may be all, or not. */
export const mostInOneLook = 20;

/**
 * What can be wrong with the database, as the server under test sees it: `down` = open connections are cut and none is taken,
 * `stalled` = no answer comes, `cut` = a connection ends in the middle of an answer.
 */
export const databaseFaults = ["down", "stalled", "cut"] as const;
export type DatabaseFault = (typeof databaseFaults)[number];

export type TransactionState = "idle" | "open" | "failed";

/** What one connection does: waits with or without an open transaction, or runs something. */
export type ConnectionState = "starting" | "idle" | "active" | "idle-in-transaction" | "closed";

/** What passes through the tap, in the order in which it is known. */
export type TapEvent =
  | { readonly type: "opened"; readonly connection: string; readonly atMs: number }
  | { readonly type: "state"; readonly connection: string; readonly atMs: number; readonly state: ConnectionState }
  | { readonly type: "statement"; readonly statement: TappedStatement }
  | {
      readonly type: "closed";
      readonly connection: string;
      readonly atMs: number;
      /** Who ended it first. */
      readonly by: "server" | "database" | "tap";
      /** What broke, when it did not end in order. */
      readonly why: string | undefined;
    }
  /** What the tap cannot carry or read, as one sentence that names the setting to change where there is one. */
  | { readonly type: "trouble"; readonly connection: string; readonly atMs: number; readonly text: string };
