import type { Exchange } from "../../../src/model/exchange.ts";
import { replyText } from "../../../src/model/reply.ts";
import { withoutReflection } from "../../../src/oracle/answer/without-reflection.ts";
import { complaintDialect } from "../../../src/oracle/complaint-dialect.ts";
import { type SqlDialect, sqlDialects } from "../../../src/payloads/sql/dialects.ts";
import { sentValue } from "./technique.ts";

/** The dialects to ask in: the one whose messages were seen alone, else all of them. Pure. */
export function likelyDialects(exchanges: readonly Exchange[]): readonly SqlDialect[] {
  const seen = new Set(
    exchanges
      .filter(({ reply }) => reply.kind !== "closed" && reply.kind !== "timeout")
      .map((exchange) => complaintDialect(withoutReflection(replyText(exchange.reply), sentValue(exchange)))),
  );
  const hinted = sqlDialects.filter(({ name }) => seen.has(name));
  return hinted.length > 0 ? hinted : sqlDialects;
}

/** True where some reply speaks as a database does; pure. */
export function speaksOfDatabase(exchanges: readonly Exchange[]): boolean {
  return likelyDialects(exchanges).length < sqlDialects.length;
}
