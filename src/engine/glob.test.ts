import { describe, expect, it } from "vitest";
import { promisedReadOnly } from "./destructive.ts";
import { matchesGlob } from "./glob.ts";

describe("matchesGlob", () => {
  it.each([
    ["get_*", "get_row", true],
    ["get_*", "get_a/b", true],
    ["*", "db/get", true],
    ["db/*", "db/get/all", true],
    ["[odd", "[odd", true],
    ["get_*", "set_row", false],
  ])("%s on %s: %s", (glob, name, matched) => {
    expect(matchesGlob(glob, name)).toBe(matched);
    expect(promisedReadOnly(name, { readOnly: [glob] })).toBe(matched);
  });
});
