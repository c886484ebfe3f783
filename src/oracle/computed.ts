import type { Exchange } from "../model/exchange.ts";
import { replyText } from "../model/reply.ts";

/** True when a reply holds a value that the request does not: something behind the server computed it. */
export function showsComputed({ request, reply }: Exchange, value: string): boolean {
  return value !== "" && !JSON.stringify(request.params).includes(value) && replyText(reply).includes(value);
}
