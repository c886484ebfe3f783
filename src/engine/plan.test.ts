import { describe, expect, it } from "vitest";
import type { Check } from "../model/check.ts";
import type { Scene } from "../model/scene.ts";
import { plan } from "./plan.ts";

const scope = { tool: () => true, places: true, param: () => true, allowDestructive: false, sampled: () => false };
const scene = { surface: { tools: [] }, identities: [], promises: {} } as unknown as Scene;

function checkOf(id: string, count: number): Check {
  const subjects = Array.from({ length: count }, (_, i) => ({ key: `k${i}` }));
  return { id, subjects: () => subjects } as unknown as Check;
}

describe("plan", () => {
  it("plans everything where there is room", () => {
    const planned = plan([checkOf("a", 4_000), checkOf("b", 1_000)], scene, scope, 7);
    expect([planned.length, planned[0]?.no, planned.at(-1)?.no]).toEqual([5_000, 8, 5_007]);
    expect(planned.every(({ skip }) => skip === undefined)).toBe(true);
  });

  it("leaves a tool alone that adds something, unless its owner gave a sample", () => {
    const tools = [{ name: "create_ticket", inputSchema: {} }];
    const asked = { id: "a", subjects: () => [{ key: "k", tool: "create_ticket" }] } as unknown as Check;
    const listed = { ...scene, surface: { tools } } as unknown as Scene;
    expect(plan([asked], listed, scope, 0)[0]?.skip?.because).toContain("give it a sample");
    expect(plan([asked], listed, { ...scope, sampled: () => true }, 0)[0]?.skip).toBeUndefined();
  });

  it("gives each check its share where there is not, and says what is left of each", () => {
    const planned = plan([checkOf("huge", 64_000), checkOf("small", 10), checkOf("large", 5_000)], scene, scope, 0);
    const count = (id: string) => planned.filter(({ check, skip }) => check.id === id && skip === undefined).length;
    expect([count("huge"), count("small"), count("large")]).toEqual([2_495, 10, 2_495]);
    const left = planned.filter(({ skip }) => skip !== undefined);
    expect(left.map(({ check, subject, skip }) => [check.id, subject.key, skip?.verdict, skip?.because])).toEqual([
      ["huge", "(beyond the plan)", "inconclusive", "61505 more subjects were not planned: a plan holds 5000"],
      ["large", "(beyond the plan)", "inconclusive", "2505 more subjects were not planned: a plan holds 5000"],
    ]);
    expect(planned.map(({ no }) => no)).toEqual(planned.map((_, index) => index + 1));
  });
});
