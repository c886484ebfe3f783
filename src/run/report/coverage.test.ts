import { describe, expect, it } from "vitest";
import type { SubjectResult } from "../../engine/run-subject.ts";
import type { Surface } from "../../model/surface.ts";
import { toolCoverage } from "./coverage.ts";

const scope = { tool: () => true, places: true, param: () => true, allowDestructive: false, sampled: () => false };

describe("toolCoverage", () => {
  it("takes time in proportion to tools and results, not to both at once", () => {
    const tools = Array.from({ length: 5_000 }, (_, i) => ({ name: `t${i}`, inputSchema: {} }));
    const results = Array.from({ length: 40_000 }, (_, i) => ({
      planned: { subject: { key: "k", tool: `t${i % 5_000}` } },
      outcome: { verdict: "inconclusive", because: `open ${i}` },
      evidence: { exchanges: [] },
    })) as unknown as SubjectResult[];
    const startedAt = performance.now();
    const coverage = toolCoverage(scope, { tools } as unknown as Surface, results, undefined);
    expect(performance.now() - startedAt).toBeLessThan(500);
    expect(coverage[7]).toEqual({ name: "t7", reached: false, why: "open 7" });
  });
});
