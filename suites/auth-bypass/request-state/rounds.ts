import { isObject, type Json, type JsonObject } from "../../../src/model/json.ts";
import type { Reply } from "../../../src/model/reply.ts";

/** What a server that asks for input gave to go on with. */
export interface Round {
  readonly requestState: string;
  readonly inputRequests: JsonObject;
}

/** The state that a reply gives to go on with; undefined where it gives none. */
export function roundIn(reply: Reply): Round | undefined {
  if (reply.kind !== "result" || reply.result.resultType !== "input_required") return undefined;
  const { requestState, inputRequests } = reply.result;
  if (typeof requestState !== "string" || requestState === "") return undefined;
  return { requestState, inputRequests: isObject(inputRequests) ? inputRequests : {} };
}

/** The call again with that state. What a form asks for is given where the tool only reads, and declined elsewhere. */
export function goneOn(params: JsonObject, { requestState, inputRequests }: Round, agrees: boolean): JsonObject {
  const answers = Object.entries(inputRequests).map(([key, asked]) => [key, answerTo(asked, agrees)] as const);
  return { ...params, requestState, inputResponses: Object.fromEntries(answers) };
}

function answerTo(asked: Json | undefined, agrees: boolean): JsonObject {
  const { method, params } = isObject(asked) ? asked : {};
  if (method === "roots/list") return { roots: [] };
  const { mode, requestedSchema } = isObject(params) ? params : {};
  if (!agrees || mode === "url") return { action: "decline" };
  const properties =
    isObject(requestedSchema) && isObject(requestedSchema.properties) ? requestedSchema.properties : {};
  const content = Object.entries(properties).map(([name, schema]) => [name, valueFor(schema)] as const);
  return { action: "accept", content: Object.fromEntries(content) };
}

function valueFor(schema: Json | undefined): Json {
  const { type, enum: choices, default: usual, minimum } = isObject(schema) ? schema : {};
  if (usual !== undefined) return usual;
  if (Array.isArray(choices) && choices[0] !== undefined) return choices[0];
  if (type === "boolean") return true;
  if (type === "number" || type === "integer") return typeof minimum === "number" ? minimum : 1;
  return "gauntlet";
}
