import { expect, it } from "vitest";
import { holding, person } from "../../test/imagined-door.ts";
import check from "./hidden-tool-callable.ts";

const tools = Array.from({ length: 250 }, (_, n) => [`get_${n}`, {}] as const);

it("asks for a tool that is hidden among hundreds that are not", () => {
  const identities = [
    holding(person("alice", "user", {}), Object.fromEntries(tools)),
    holding(person("bob", "user", {}), Object.fromEntries(tools.slice(0, -1))),
  ];
  const scene = { identities, sampled: () => false, mayCall: () => true };
  const subjects = check.subjects(scene as unknown as Parameters<typeof check.subjects>[0]);
  expect(subjects.map(({ key }) => key)).toEqual(["get_249 as bob"]);
});
