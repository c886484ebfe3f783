import { type Reply, replyText } from "../model/reply.ts";

/** How databases and their drivers say that an earlier error was never rolled back, so that nothing more is run on this connection. */
const said: readonly RegExp[] = [
  /current transaction is aborted, commands ignored until end of transaction block/i, // PostgreSQL
  /transaction has been rolled back due to a previous exception/i, // SQLAlchemy
  /can't reconnect until invalid transaction is rolled back/i,
];

/** True when a call was not run, because the server left its database connection in the failed transaction of another call. */
export function stuckTransaction(reply: Reply): boolean {
  if (reply.kind !== "tool-error" && reply.kind !== "rpc-error" && reply.kind !== "result") return false;
  const text = replyText(reply);
  return said.some((one) => one.test(text));
}
