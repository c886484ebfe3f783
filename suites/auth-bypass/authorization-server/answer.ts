import type { AuthorizationAnswer } from "../../../src/model/authorization-server.ts";
import type { Evidence } from "../../../src/model/check.ts";
import type { Exchange } from "../../../src/model/exchange.ts";

/** How the authorization endpoint answered; undefined where it refused with an HTTP error, or not at all. */
export function answerOf({ reply }: Exchange): AuthorizationAnswer | undefined {
  if (reply.kind !== "result" || typeof reply.result.answer !== "string") return undefined;
  return reply.result as unknown as AuthorizationAnswer;
}

/** True where the request was taken on: a code was given, or a person is asked for something. */
export function takenOn(exchange: Exchange | undefined): boolean {
  const answer = exchange === undefined ? undefined : answerOf(exchange);
  return answer !== undefined && answer.answer !== "error";
}

/** True where the request was refused for what it is: by an error for the client, or by an HTTP error that means the client. */
export function refusedIt(exchange: Exchange): boolean {
  const { reply } = exchange;
  if (reply.kind === "http-error") return reply.status < 500 && reply.status !== 429;
  return answerOf(exchange)?.answer === "error";
}

/** True where the token endpoint gave a token. */
export function granted(exchange: Exchange | undefined): boolean {
  return exchange?.reply.kind === "result" && exchange.reply.result.granted === true;
}

/** The last exchange with this label. */
export function step({ exchanges }: Pick<Evidence, "exchanges">, label: string): Exchange | undefined {
  return exchanges.findLast((exchange) => exchange.label === label);
}

/** In a few words what was answered, for people. */
export function told(exchange: Exchange): string {
  const { reply } = exchange;
  if (reply.kind === "http-error") return `HTTP ${reply.status}`;
  const answer = answerOf(exchange);
  if (answer?.answer === "error") return `the error ${JSON.stringify(answer.error)}`;
  return answer === undefined ? reply.kind : answer.answer === "code" ? "a code" : "the way to a login";
}
