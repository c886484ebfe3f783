import type { Exchange } from "../../../src/model/exchange.ts";
import { replyText, succeeded } from "../../../src/model/reply.ts";
import { complainsOfSql } from "../../../src/oracle/sql-complaint.ts";

/** How statements begin. */
const statement =
  /^[\s(]*(?:select|with|values|table|show|explain|describe|desc|pragma|insert|update|delete|create|call|exec)\b/i;

/** How tools say in a result that it went wrong. */
const failure = /\b(?:error|exception|syntax|invalid|fail(?:ed|ure)?)\b/i;

/**
 * True when a value that is no statement got an answer: then SQL is not what the argument is for, even where it is run. A
 * tool that takes SQL by design has nothing to say to such a value; pure.
 */
export function understandsText(exchange: Exchange, value: string): boolean {
  const said = replyText(exchange.reply);
  return succeeded(exchange.reply) && !statement.test(value) && !complainsOfSql(said) && !failure.test(said);
}
