/** A statement while its request is read: what is known of it so far. */
export interface Draft {
  text: string;
  cut: boolean;
  binds: (string | null)[];
  /** It cannot run: the database refused to prepare it, which is noted as a statement of its own. */
  refused: boolean;
}

/** How much of one connection is kept, in bytes where nothing else is said. */
export const bounds = {
  text: 256 * 1024,
  bind: 16 * 1024,
  /** Bind values of one statement. */
  binds: 1_000,
  /** All of them together. */
  bindsSize: 1024 * 1024,
  /** Bind values that wait until it is known how many there are. */
  waiting: 1024 * 1024,
  /** Requests without their reply; what is in flight is bounded by the buffers of two sockets as well. */
  pending: 200_000,
  /** Of each packet of the database: what is longer is a row or a definition, of which only the start is looked at. */
  head: 4 * 1024,
} as const;

/** A statement of which nothing is known. */
export function emptyDraft(): Draft {
  return { text: "", cut: false, binds: [], refused: false };
}
