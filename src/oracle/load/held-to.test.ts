import { describe, expect, it } from "vitest";
import { imaginedLoad, phase, rested } from "../../../test/imagined-load.ts";
import type { LoadFacts } from "../../model/load/observation.ts";
import { diagnose } from "./diagnose.ts";
import { heldTo } from "./held-to.ts";
import { usualSlo } from "./slo.ts";
import { sloOf } from "./slo-of.ts";

/** Whether each limit was kept, by what it is about. */
function held(changes: Partial<LoadFacts>, slo = usualSlo) {
  const load = imaginedLoad(changes);
  const thresholds = heldTo(load, diagnose({ ...load, series: [] }, slo), slo);
  return Object.fromEntries(thresholds.map(({ about, kept, measured }) => [about, [kept, measured]]));
}

const calm = phase("baseline", 1, 22);
const full = phase("profile", 50, 120);

describe("the limits of a load", () => {
  it("are kept by a server that stands it", () => {
    expect(held({})).toMatchObject({
      users: [true, 50],
      speed: [true, 180],
      availability: [true, 1],
      recovery: [true, 2_005],
      leak: [true, 0],
    });
  });

  it("are not kept without a sample", () => {
    const nothing = held({ phases: [calm], afterLoad: undefined, probes: [] });
    for (const about of ["users", "speed", "availability", "recovery", "leak"])
      expect(nothing[about]?.[0], about).toBeUndefined();
    expect(held({ phases: [calm, { ...full, tools: {} }] })).toMatchObject({ speed: [undefined, undefined] });
  });

  it("tell nothing that our own side may have spoilt", () => {
    const busy = { ...imaginedLoad({}).generator, saturated: 15 };
    const slow = held({ generator: busy, phases: [calm, phase("profile", 50, 3_000)] });
    expect(slow).toMatchObject({ speed: [undefined, 4_500], users: [undefined, 50] });
  });

  it("are broken by fewer users than were to be served, unless the load was cut short", () => {
    const stopped = [
      calm,
      phase("step", 10, 50),
      { ...phase("step", 20, 50, { timeout: 9 }), outcomes: { timeout: 9 } },
    ];
    expect(held({ phases: stopped })).toMatchObject({ users: [false, 10] });
    expect(held({ phases: stopped, afterLoad: undefined })).toMatchObject({ users: [undefined, 10] });
  });

  it("are broken by a server that does not come back, and not by a look that came late", () => {
    expect(held({ afterLoad: { ...rested, good: 0, failed: 2, afterMs: undefined } })).toMatchObject({
      recovery: [false, undefined],
    });
    expect(held({ afterLoad: { ...rested, quietMs: 20_000 } })).toMatchObject({ recovery: [undefined, 20_005] });
    expect(held({ afterLoad: { ...rested, afterMs: 9_000 } })).toMatchObject({ recovery: [false, 11_000] });
  });

  it("hold a tool that is in the mix twice to the stricter of its two", () => {
    const { plan } = imaginedLoad({});
    const mix = (["complex", "simple"] as const).flatMap((complexity) =>
      plan.mix.map((share) => ({ ...share, complexity })),
    );
    const slow = { plan: { ...plan, mix }, phases: [calm, phase("profile", 50, 1_000)] };
    expect(held(slow)).toMatchObject({ speed: [false, 1_500] });
  });
});

describe("the level of a load", () => {
  it("is what is set, then what is promised, then what is usual", () => {
    expect(sloOf({}, undefined)).toEqual(usualSlo);
    expect(sloOf({}, { p95Ms: 300, errorRate: 0.01 })).toEqual({
      simpleP95Ms: 300,
      complexP95Ms: 300,
      availability: 0.99,
      recoveryMs: 10_000,
    });
    expect(sloOf({ simpleP95Ms: 200, recoveryMs: 1 }, { p95Ms: 300 })).toMatchObject({
      simpleP95Ms: 200,
      complexP95Ms: 300,
      recoveryMs: 1,
    });
  });
});
