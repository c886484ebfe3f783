/** Capability bits of the handshake that the tap must know; MariaDB's own ones are in a word of their own. */
export const capability = {
  /** Set by MySQL; a side that leaves it out speaks MariaDB and may send the second word of capabilities. */
  mysql: 1,
  compress: 1 << 5,
  protocol41: 1 << 9,
  ssl: 1 << 11,
  deprecateEof: 1 << 24,
  optionalMetadata: 1 << 25,
  zstd: 1 << 26,
  queryAttributes: 1 << 27,
} as const;

/** Of MariaDB's second word: result sets say whether column definitions follow. */
export const cacheMetadata = 1 << 4;

/** Flag of an execution that says how many values it holds. */
export const saysCount = 8;

/** Status flags of OK and EOF packets. */
export const status = {
  inTransaction: 1,
  moreResults: 8,
  cursorExists: 64,
  inReadOnlyTransaction: 0x2000,
} as const;

/** First bytes of the commands that are more than one packet and an OK. */
export const command = {
  quit: 0x01,
  query: 0x03,
  fieldList: 0x04,
  processInfo: 0x0a,
  changeUser: 0x11,
  prepare: 0x16,
  execute: 0x17,
  longData: 0x18,
  close: 0x19,
  reset: 0x1a,
  fetch: 0x1c,
  resetConnection: 0x1f,
  bulkExecute: 0xfa,
} as const;

/**
 * Commands that are answered by one packet and need no reading: SLEEP, INIT_DB, CREATE_DB, DROP_DB, REFRESH, SHUTDOWN, STATISTICS,
 * CONNECT, PROCESS_KILL, DEBUG, PING, TIME, DELAYED_INSERT, REGISTER_SLAVE, SET_OPTION, DAEMON.
 */
export const plainCommands: ReadonlySet<number> = new Set([
  0x00, 0x02, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x10, 0x15, 0x1b, 0x1d,
]);

/** First bytes of what the database says. */
export const answer = { ok: 0x00, moreData: 0x01, file: 0xfb, eof: 0xfe, error: 0xff } as const;
