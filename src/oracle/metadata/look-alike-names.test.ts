import { describe, expect, it } from "vitest";
import { findLookAlikeNames } from "./look-alike-names.ts";

const weights = (...names: string[]) =>
  findLookAlikeNames({
    entries: names.map((name) => ({ kind: "tool", name, entry: { name } })),
    instructions: undefined,
  }).map(({ weight }) => weight);

describe("names that are not what they look like", () => {
  it.each([
    ["a letter of Cyrillic", ["get_us\u0435r"]],
    ["the same beside the other", ["get_user", "get_us\u0435r"]],
    ["a sign of no width", ["get\u200B_user"]],
    ["a wide letter", ["\uFF47et"]],
    ["a mathematical letter", ["\u{1D454}et_user"]],
    ["a control character", ["get_user\u0007"]],
  ])("fails: %s", (_, names) => {
    expect(weights(...names)).toContain("fail");
  });

  it.each([
    ["two spellings", ["getUser", "get_user"]],
    ["a blank at the end", ["get_user "]],
    ["a word of letters that all look like others", ["\u0440\u0430\u0443"]],
  ])("notes %s", (_, names) => {
    expect(weights(...names)).toEqual(["noted"]);
  });

  it.each([
    ["plain names", ["get_user", "get_users", "get_user_2"]],
    ["a word of Russian", ["\u043F\u043E\u0438\u0441\u043A"]],
    ["one beside a plain word", ["\u0437\u0430\u043A\u0430\u0437_id"]],
    ["Chinese beside English", ["\u67E5\u8BE2order"]],
    ["letters with accents", ["gr\u00FC\u00DFe", "caf\u00E9"]],
  ])("says nothing of %s", (_, names) => {
    expect(weights(...names)).toEqual([]);
  });
});
