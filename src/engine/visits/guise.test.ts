import { expect, it } from "vitest";
import { guiseOf } from "./guise.ts";

it("says what a request showed beside the credentials of its principal, and never the token", () => {
  expect(guiseOf({ principal: "alice" })).toBeUndefined();
  expect(guiseOf({ principal: "alice", forged: null })).toBe("without a token");
  const forged = { token: "secret.secret.secret", says: "that expired an hour ago" };
  expect(guiseOf({ principal: "alice", forged, sentAs: "query" })).toBe(
    "with a token that expired an hour ago, sent in the query string",
  );
  expect(guiseOf({ principal: "alice", headers: { "X-User-Id": "bob" }, client: "admin" })).toBe(
    "with the header X-User-Id: bob, with a client named admin",
  );
});
