import { expect, it } from "vitest";
import { throttled } from "./throttled.ts";

const http = (status: number, headers: Record<string, string>) =>
  throttled({ kind: "http-error", status, headers, body: "" });
const toolError = (text: string) =>
  throttled({ kind: "tool-error", result: { content: [{ type: "text", text }], isError: true } });

it.each<[number, Record<string, string>, number | undefined]>([
  [429, {}, undefined],
  [429, { "retry-after": "2" }, 2_000],
  [429, { "retry-after": "120" }, 30_000],
  [429, { "retry-after": "Fri, 31 Dec 2027 23:59:59 GMT" }, undefined],
  [503, { "retry-after": "1" }, 1_000],
])("takes HTTP %d with %j for a request that was put off by %s ms", (status, headers, askedMs) => {
  expect(http(status, headers)).toEqual({ by: "status", askedMs });
});

it("knows a lock-out from a limit", () => {
  expect(http(429, { "retry-after": "896" })).toEqual({ by: "status", askedMs: 30_000, tooLong: true });
});

it.each<[number, Record<string, string>]>([
  [503, {}],
  [400, { "retry-after": "1" }],
])("takes HTTP %d with %j for an error", (status, headers) => {
  expect(http(status, headers)).toBeUndefined();
});

it("knows a JSON-RPC error that came with 429", () => {
  expect(throttled({ kind: "rpc-error", code: -32000, message: "slow down", status: 429 })?.by).toBe("status");
});

it.each(["Server busy. Retry later with backoff.", "Rate limit exceeded", "Too many requests, wait a minute"])(
  "reads it in %j",
  (text) => expect(toolError(text)?.by).toBe("text"),
);

it.each(["Something went wrong. Please try again later.", `Rate limit ${"x".repeat(400)}`])(
  "does not read it in %j",
  (text) => expect(toolError(text)).toBeUndefined(),
);
