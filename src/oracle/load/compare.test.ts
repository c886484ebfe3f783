import { describe, expect, it } from "vitest";
import type { ReportedLoad, ReportedSecond } from "../../model/load/reported-load.ts";
import { compareLoads } from "./compare.ts";

/** Numbers that are the same in every run of this test. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 4_294_967_296;
  };
}

interface Shape {
  /** Milliseconds of a call, of one that needs no database, and how much both are off in this run as a whole. */
  readonly ms: number;
  readonly controlMs: number;
  readonly seconds: number;
  readonly noise: number;
  /** The second tool of the mix, beside the first. */
  readonly other: number;
}
const usual: Shape = { ms: 120, controlMs: 4, seconds: 28, noise: 0.1, other: 1 };

/** A load whose seconds are noisy and like the ones before them, with a bad one now and then. */
function load(seed: number, changes: Partial<Shape> = {}, plan: Partial<ReportedLoad["plan"]> = {}): ReportedLoad {
  const { ms, controlMs, seconds, noise, other } = { ...usual, ...changes };
  const random = chance(seed * 7_919 + 17);
  for (let i = 0; i < 20; i++) random();
  const normal = (): number => Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());
  let drift = 0;
  const series: ReportedSecond[] = Array.from({ length: seconds }, (_, at) => {
    drift = 0.5 * drift + noise * Math.sqrt(0.75) * normal();
    const spike = random() < 0.03 ? 2.5 : 1;
    const p50 = ms * Math.exp(drift) * spike;
    return {
      second: at + 10,
      seconds: 1,
      users: 50,
      ok: Math.round(50_000 / p50),
      errors: {},
      latencyMs: { p50, p95: p50 * (1.6 + 0.2 * random()), p99: p50 * 3 },
      toolsMs: [p50, p50 * other],
      controlMs: controlMs * Math.exp(0.2 * normal()),
    };
  });
  const profile = { name: "profile", users: 50, startSeconds: 9.6, seconds: seconds + 0.8 };
  const mix = ["find_order", "list_orders"].map((tool) => ({
    tool,
    arguments: { id: 7 },
    weight: 1,
    complexity: "simple",
  }));
  return {
    plan: { users: 50, profile: "steady", seconds, mix, thinkMs: 0, fanOut: 1, ...plan },
    transport: "streamable-http",
    diagnosis: { verdict: "healthy" },
    phases: [profile],
    series,
  } as unknown as ReportedLoad;
}

describe("a load beside its baseline", () => {
  it("is called slower at most 5 times of 200 where nothing changed", () => {
    const said = Array.from({ length: 200 }, (_, i) => compareLoads(load(2 * i), load(2 * i + 1)).verdict);
    expect(said.filter((verdict) => verdict === "slower").length).toBeLessThanOrEqual(5);
    expect(said.filter((verdict) => verdict === "not-slower").length).toBeGreaterThanOrEqual(170);
  });

  it("is called slower in 95 of 100 where calls take 30 % longer", () => {
    const said = Array.from({ length: 200 }, (_, i) => compareLoads(load(2 * i, { ms: 156 }), load(2 * i + 1)).verdict);
    expect(said.filter((verdict) => verdict === "slower").length).toBeGreaterThanOrEqual(190);
  });

  it("is called slower where one of its tools is, though all together hardly are", () => {
    const said = Array.from({ length: 50 }, (_, i) => compareLoads(load(2 * i, { other: 1.4 }), load(2 * i + 1)));
    expect(said.filter(({ verdict }) => verdict === "slower").length).toBeGreaterThanOrEqual(47);
    expect(said[0]?.because).toContain("list_orders");
  });

  it("is not told from the machine where calls that need no database take as much longer", () => {
    const said = Array.from({ length: 50 }, (_, i) =>
      compareLoads(load(2 * i, { ms: 170, controlMs: 5.8 }), load(2 * i + 1)),
    );
    expect(said.filter(({ verdict }) => verdict === "slower").length).toBeLessThanOrEqual(3);
    expect(said[0]).toMatchObject({ verdict: "unclear", because: expect.stringContaining("the machine") });
  });

  it("says that it is too noisy where nothing could be seen", () => {
    const said = Array.from({ length: 50 }, (_, i) =>
      compareLoads(load(2 * i, { noise: 0.8 }), load(2 * i + 1, { noise: 0.8 })),
    );
    expect(said.filter(({ verdict }) => verdict === "not-slower").length).toBeLessThanOrEqual(10);
  });

  it("is not compared with another load", () => {
    const other = compareLoads(load(1, {}, { users: 20 }), load(2));
    expect(other).toMatchObject({
      verdict: "not-comparable",
      because: expect.stringContaining("users 20 here and 50 there"),
    });
    const secret = (text: string) => {
      const mix = [{ tool: "a", arguments: { key: text }, weight: 1, complexity: "simple" as const }];
      return load(3, {}, { mix });
    };
    expect(compareLoads(secret("x"), secret("y")).verdict).toBe("not-comparable");
    expect(compareLoads(secret("[redacted:jwt:0a]"), secret("[redacted:jwt:ff]")).verdict).toBe("not-slower");
  });

  it("needs seconds, and a machine that was not the limit", () => {
    expect(compareLoads(load(1, { seconds: 5 }), load(2)).verdict).toBe("unclear");
    const busy = { ...load(2), diagnosis: { verdict: "generator-saturated" } } as ReportedLoad;
    expect(compareLoads(load(1), busy)).toMatchObject({
      verdict: "unclear",
      because: expect.stringContaining("baseline"),
    });
  });

  it("says the same of the same loads", () => {
    expect(compareLoads(load(5), load(6))).toEqual(compareLoads(load(5), load(6)));
  });
});
