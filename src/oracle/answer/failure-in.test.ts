import { expect, it } from "vitest";
import type { Reply } from "../../model/reply.ts";
import { failureIn } from "./failure-in.ts";

const text = (said: string): Reply => ({ kind: "result", result: { content: [{ type: "text", text: said }] } });

it("is said by the protocol", () => {
  expect(failureIn({ kind: "tool-error", result: { content: [] } })).toBe("said");
  expect(failureIn({ kind: "rpc-error", code: -32603, message: "" })).toBe("said");
  expect(failureIn({ kind: "http-error", status: 500, headers: {}, body: "" })).toBe("said");
  expect(failureIn({ kind: "timeout", afterMs: 1 })).toBeUndefined();
});

it.each(['{"error":"no such order"}', '{"code": 7, "error": {"message": "x"}}', '{"success": false, "message": "x"}'])(
  "is said by the structure of %s",
  (said) => expect(failureIn(text(said))).toBe("said"),
);

it.each([
  "Error: connect ECONNREFUSED",
  "Failed to fetch: timeout",
  "Query failed with exception: x",
  "Traceback (most recent call last):\n",
])("is hinted at by %s", (said) => expect(failureIn(text(said))).toBe("hinted"));

it.each([
  '{"error": null, "rows": []}',
  "3 rows",
  "Errors and how to handle them",
  "No failure in sight",
  '{"rows": [{"error": "x"}]}',
])("is not in %s", (said) => expect(failureIn(text(said))).toBeUndefined());
