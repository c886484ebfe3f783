import { isObject, type Json, type JsonObject } from "../../../src/model/json.ts";

/** Shorter values also stand in words that have nothing to do with them. */
const shortest = 3;

/** Every text and number that a token says, of its claims or of the token itself; none for one that is no JWT. */
export function claimValues(token: JsonObject | string | undefined): readonly string[] {
  const claims = typeof token === "string" ? payloadOf(token) : (token ?? {});
  return [...new Set(leaves(claims))].filter((value) => value.length >= shortest);
}

function leaves(value: Json): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(leaves);
  if (isObject(value)) return Object.values(value).flatMap((one) => (one === undefined ? [] : leaves(one)));
  return value === null || typeof value === "boolean" ? [] : [String(value)];
}

function payloadOf(token: string): JsonObject {
  try {
    const read: Json = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
    return isObject(read) ? read : {};
  } catch {
    return {};
  }
}
