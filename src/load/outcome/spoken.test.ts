import { expect, it } from "vitest";
import { spoken } from "./spoken.ts";

it.each([
  ['{"jsonrpc":"2.0","error":{"code":-32000,"message":"Too many sessions"},"id":null}', "Too many sessions"],
  ['{"error":"too_many_requests","message":"Slow down."}', "too_many_requests: Slow down."],
  ['{ "success": false, "error": { "code": "POOL", "detail": { "message": "no client" } } }', "POOL: no client"],
  ['{"message":"same","detail":"same"}', "same"],
  ['{"rows":[1,2]}', '{"rows":[1,2]}'],
  ['{"error":"cut of', '{"error":"cut of'],
  ["[1]", "[1]"],
  ["relation does not exist", "relation does not exist"],
  [`{"error":"${"x".repeat(30_000)}"}`, `{"error":"${"x".repeat(30_000)}"}`],
])("%#", (text, says) => {
  expect(spoken(text)).toBe(says);
});
