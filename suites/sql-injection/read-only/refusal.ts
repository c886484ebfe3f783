import { type Reply, replyText, succeeded } from "../../../src/model/reply.ts";

/** What servers say when they refuse and call it a success. */
const refusing =
  /\b(error|not allowed|only|denied|forbidden|refus|reject|prohibit|permi(?:t|ssion)|read[- ]?only|invalid|cannot|can't|unable|unsupported|no such|does ?n['o]t|must)/i;

/** Characters of a reply that are read: a refusal is said at once. */
const readLength = 400;

/** True when a statement was refused: called an error, or answered with words that mean one. */
export function isRefusal(reply: Reply): boolean {
  return !succeeded(reply) || refusing.test(replyText(reply).slice(0, readLength));
}

/** True when a statement met a transaction that an earlier error had spoiled: nothing runs in it, whatever it is. */
export function isSpoiled(reply: Reply): boolean {
  return /current transaction is aborted/i.test(replyText(reply));
}

/** True when the database itself refused because the transaction, session or file is read-only. */
export function refusedAsReadOnly(reply: Reply): boolean {
  return /read[- ]only transaction|readonly database|attempt to write a readonly|--read-only option/i.test(
    replyText(reply),
  );
}
