import { expect, test } from "vitest";
import { expand, portsIn } from "./placeholders.ts";

const values = {
  work: "/w",
  pkg: "/p/node_modules/@scope/name",
  port: "4000",
  "port:web": "4001",
  pg_url: "postgres://x",
};

test("fills every text, keys included, and leaves other braces alone", () => {
  const entry = {
    files: { "{work}/a.json": '{"url":"{pg_url}?x","id":{id},"n":{}}' },
    command: ["node", "{pkg}/dist/index.js", "--port={port}", "{port:web}", 7, null],
    absent: undefined,
  };
  expect(expand(entry, values)).toEqual({
    files: { "/w/a.json": '{"url":"postgres://x?x","id":{id},"n":{}}' },
    command: ["node", "/p/node_modules/@scope/name/dist/index.js", "--port=4000", "4001", 7, null],
    absent: undefined,
  });
});

test("a value is not read again for placeholders", () => {
  expect(expand("{work}", { work: "{pkg}", pkg: "no" })).toBe("{pkg}");
});

test("says which placeholder has no value", () => {
  expect(() => expand({ env: { DB: "{mysql_url}" } }, values)).toThrow("{mysql_url}");
});

test("finds each port once", () => {
  expect(portsIn("{port} {port:web} {port} {port:k8s} {ports} {pg_port}")).toEqual(["port", "port:web", "port:k8s"]);
});
