import { expect, it } from "vitest";
import { throttledMs } from "./throttled.ts";

const http = (status: number, headers: Record<string, string>) =>
  throttledMs({ kind: "http-error", status, headers, body: "" });

it.each<[number, Record<string, string>, number | undefined]>([
  [429, {}, 1_000],
  [429, { "retry-after": "2" }, 2_000],
  [429, { "retry-after": "86400" }, 5_000],
  [429, { "retry-after": "Fri, 31 Dec 2027 23:59:59 GMT" }, 1_000],
  [503, { "retry-after": "1" }, 1_000],
  [503, {}, undefined],
  [400, { "retry-after": "1" }, undefined],
])("waits for HTTP %d with %j: %s ms", (status, headers, ms) => {
  expect(http(status, headers)).toBe(ms);
});

it("knows a JSON-RPC error that came with 429", () => {
  expect(throttledMs({ kind: "rpc-error", code: -32000, message: "slow down", status: 429 })).toBe(1_000);
});
