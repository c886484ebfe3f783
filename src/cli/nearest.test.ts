import { expect, it } from "vitest";
import { nearest } from "./nearest.ts";

it.each([
  ["scna", ["scan", "list"], "scan"],
  ["TOKN", ["token"], "token"],
  ["sql-injektion", ["sql-injection", "resilience"], "sql-injection"],
  ["x", ["scan"], undefined],
  ["inspect", ["scan", "list"], undefined],
  ["a", [], undefined],
])("%s among %j is %s", (word, names, found) => expect(nearest(word, names)).toBe(found));
