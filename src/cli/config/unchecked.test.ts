import { expect, it } from "vitest";
import { uncheckedKeys } from "./unchecked.ts";

it("names what nothing checks, and nothing else", () => {
  expect(uncheckedKeys({})).toEqual([]);
  const promises = { readOnly: true, maxRows: 5, statementSeconds: 2, tables: { forbid: ["salary_data"] } };
  expect(uncheckedKeys({ promises, canaries: [], principals: [{ name: "alice" }] })).toEqual([]);
  expect(
    uncheckedKeys({
      promises: { readOnly: true, roots: ["/srv"], maxRows: 5 },
      canaries: [{ name: "row", value: "CANARY-1", visibleTo: [] }],
      principals: [{ name: "alice", expect: { list: ["get_*"] } }],
    }),
  ).toEqual(["promises.roots", "principals[].expect.list"]);
});
