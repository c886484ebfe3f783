import { expect, it } from "vitest";
import { uncheckedKeys } from "./unchecked.ts";

it("names what nothing checks, and nothing else", () => {
  expect(uncheckedKeys({})).toEqual([]);
  expect(uncheckedKeys({ promises: { readOnly: true }, canaries: [], principals: [{ name: "alice" }] })).toEqual([]);
  expect(
    uncheckedKeys({
      promises: { readOnly: true, roots: ["/srv"], maxRows: 5 },
      canaries: [{ name: "row", value: "CANARY-1", visibleTo: [] }],
      principals: [{ name: "alice", expect: { deny: ["delete_*"] } }],
    }),
  ).toEqual(["promises.roots", "promises.maxRows", "canaries", "principals[].expect"]);
});
