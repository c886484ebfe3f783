import { expect, test } from "vitest";
import { commandOf, type Entry, readEntry, versionOf } from "./entry.ts";

const clean = {
  id: "clean-one",
  kind: "clean",
  title: "anything",
  package: "@scope/one",
  versions: { fixed: "1.0.0" },
  server: { transport: "stdio", command: ["node", "{pkg}/index.js"] },
  expect: { fixed: "silent" },
};
const vulnerable = {
  ...clean,
  kind: "vulnerable",
  category: "sql-injection",
  versions: { vulnerable: "0.1.0", fixed: null },
  server: { transport: "stdio", command: { vulnerable: ["old"], fixed: ["new"] } },
  expect: { vulnerable: [{ suite: "sql-injection" }], fixed: "unscored", known: [] },
};

test("reads both kinds and fills in what an entry may leave out", () => {
  const one = read(clean);
  expect(one).toMatchObject({ ecosystem: "npm", needs: [], setup: {}, gauntlet: {}, expect: { known: [] } });
  expect([versionOf(one, "vulnerable"), versionOf(one, "fixed")]).toEqual([undefined, "1.0.0"]);
  const other = read(vulnerable);
  expect([versionOf(other, "vulnerable"), versionOf(other, "fixed")]).toEqual(["0.1.0", undefined]);
  expect([commandOf(one, "fixed"), commandOf(other, "vulnerable"), commandOf(other, "fixed")]).toEqual([
    ["node", "{pkg}/index.js"],
    ["old"],
    ["new"],
  ]);
});

test.each([
  ["not JSON", "{", "JSON"],
  ["a step of the setup that the bench cannot do", { ...clean, setup: { redis: ["set a 1"] } }, "redis"],
  ["an ecosystem that it cannot install", { ...clean, ecosystem: "cargo" }, "ecosystem"],
  ["no flaw to find", { ...vulnerable, expect: { vulnerable: [], fixed: "silent" } }, "expect.vulnerable"],
  ["HTTP without an address", { ...clean, server: { ...clean.server, transport: "sse" } }, "server.url"],
  ["an id that is a path", { ...clean, id: "../x" }, "id"],
  ["a target in the owner's config", { ...clean, gauntlet: { target: {} } }, "target"],
])("refuses %s in a sentence", (_, entry, word) => {
  const said = readEntry(typeof entry === "string" ? entry : JSON.stringify(entry));
  expect(said).toEqual(expect.stringContaining(word));
});

function read(entry: unknown): Entry {
  const found = readEntry(JSON.stringify(entry));
  if (typeof found === "string") throw new Error(found);
  return found;
}
