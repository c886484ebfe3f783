import { expect, it } from "vitest";
import { requestHead } from "./request-head.ts";

it("is what stands before the length of a request", () => {
  const { text, headers } = requestHead("POST", "a.test:80", "/mcp?x=y", ["Accept", "a/b", "X-Own", "c"]);
  expect(text).toBe(
    "POST /mcp?x=y HTTP/1.1\r\nhost: a.test:80\r\nconnection: keep-alive\r\nAccept: a/b\r\nX-Own: c\r\ncontent-length: ",
  );
  expect(headers).toEqual(["Accept", "a/b", "X-Own", "c"]);
});

it("has the host that somebody chose, and nobody else's word on the connection", () => {
  const { text } = requestHead("DELETE", "a.test", "/", ["Host", "b.test", "Connection", "close"]);
  expect(text).toBe("DELETE / HTTP/1.1\r\nconnection: keep-alive\r\nHost: b.test\r\ncontent-length: ");
});

it.each([
  ["bad name", "x"],
  ["", "x"],
  ["X-A", "b\r\nX-C: d"],
  ["X-A", "b\0"],
  ["X-A", "☂"],
  ["Content-Length", "5"],
  ["Transfer-Encoding", "chunked"],
  ["Expect", "100-continue"],
])("does not take %j: %j", (name, value) => {
  expect(() => requestHead("POST", "a.test", "/", [name, value])).toThrow();
});
