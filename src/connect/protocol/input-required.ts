import { isObject, type JsonObject } from "../../model/json.ts";
import type { Reply } from "../../model/reply.ts";
import type { Call, SessionInfo } from "../../model/session.ts";
import type { Inbox } from "./inbox.ts";
import { answerTo } from "./server-request.ts";

/**
 * Sends a call and, where a server of the modern era answers `input_required`, sends it again with our answers: no
 * roots, every elicitation declined. A request for sampling cannot be declined that way; such a result is handed back
 * as it is (`resultType: "input_required"`), and so is one that still asks after a few rounds.
 */
export async function withInputRequired(
  call: Call,
  era: SessionInfo["era"],
  inbox: Inbox,
  send: (call: Call) => Promise<Reply>,
): Promise<Reply> {
  const started = performance.now();
  let reply = await send(call);
  for (let round = 0; era === "modern" && round < MAX_ROUNDS; round++) {
    const asked = inputRequests(reply);
    if (asked === undefined) return reply;
    const inputResponses: Record<string, JsonObject> = {};
    let declinable = true;
    for (const [key, { method, params }] of asked) {
      const answer = answerTo(method);
      inbox.tellServerRequest(method, params, answer);
      if ("error" in answer) declinable = false;
      else inputResponses[key] = answer.result;
    }
    const left = call.timeoutMs - (performance.now() - started);
    if (!declinable || reply.kind !== "result" || left <= 0) return reply;
    const { requestState } = reply.result;
    reply = await send({
      ...call,
      timeoutMs: left,
      params: { ...call.params, inputResponses, ...(requestState === undefined ? {} : { requestState }) },
    });
  }
  return reply;
}

function inputRequests(reply: Reply): [string, { method: string; params: JsonObject }][] | undefined {
  if (reply.kind !== "result" || reply.result.resultType !== "input_required") return undefined;
  const { inputRequests: requests } = reply.result;
  if (!isObject(requests)) return undefined;
  return Object.entries(requests)
    .slice(0, MAX_REQUESTS)
    .map(([key, value]) => {
      const request = isObject(value) ? value : {};
      const method = typeof request.method === "string" ? request.method : "";
      return [key, { method, params: isObject(request.params) ? request.params : {} }];
    });
}

const MAX_ROUNDS = 3;
const MAX_REQUESTS = 16;
