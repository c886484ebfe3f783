import { expect, it } from "vitest";
import type { Inspected } from "../../run/inspect.ts";
import { roleMatrix } from "./role-matrix.ts";

const admitted = (principal: string, ...names: string[]) =>
  ({ principal, ok: true, surface: { tools: names.map((name) => ({ name })) } }) as unknown as Inspected;
const refused = { principal: "anonymous", ok: false } as unknown as Inspected;

it("has a row for each tool and a column for each principal that was let in", () => {
  expect(roleMatrix([admitted("alice", "get_note", "list_staff"), admitted("bob", "get_note"), refused])).toBe(
    [
      "",
      "Who is shown which tool",
      "            alice  bob",
      "get_note    yes    yes",
      "list_staff  yes    -",
      "",
    ].join("\n"),
  );
});

it("shows names of a hostile server on one line", () => {
  const text = roleMatrix([admitted("alice", `a\n\u001b[31m${"x".repeat(90)}`), admitted("bob")]);
  expect(text.split("\n")).toHaveLength(5);
  expect(text).not.toContain("\u001b");
});

it("is not there where there is nobody to compare", () => {
  expect(roleMatrix([admitted("alice", "get_note"), refused])).toBe("");
});
