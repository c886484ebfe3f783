import { atTheHeight, heldTo, type Threshold } from "../../src/oracle/load/held-to.ts";
import { defineLoadCheck } from "./over/define-load-check.ts";

/** Are calls as quick, and as sure to work, as they should be with this many users? */
export default defineLoadCheck({
  id: "load/slo-broken",
  title: "The service level is broken under load",
  severity: "medium",
  why: "It is what users will see on the day of the rollout.",
  fix: "Read what the other checks of this suite say of the cause. The level is set in `load.thresholds` or `promises.slo`.",
  refs: { cwe: [], owaspMcp: [], cosai: ["MCP-T10"], spec: [] },

  judge(load, diagnosis, slo) {
    if (diagnosis.kind === "generator-saturated")
      return { verdict: "inconclusive", because: "the machine that made the load was its limit" };
    const held = heldTo(load, diagnosis, slo).filter(({ about }) => ofService.has(about));
    const broken = held.filter(({ kept }) => kept === false);
    const users = atTheHeight(load)?.users ?? load.plan.users;
    if (broken.length > 0)
      return { verdict: "fail", because: `with ${users} users ${broken.map(departure).join("; ")}` };
    const untold = held.filter(({ kept }) => kept === undefined);
    if (untold.length > 0 && diagnosis.kind === "rate-limited")
      return { verdict: "inconclusive", because: `${diagnosis.because}; fewer calls may keep the level` };
    if (untold.length > 0) {
      const names = untold.map(({ name }) => name).join(", ");
      return { verdict: "inconclusive", because: `with ${load.plan.users} users nothing was measured of ${names}` };
    }
    return { verdict: "pass", because: `with ${users} users ${held.map(departure).join("; ")}` };
  },
});

const ofService: ReadonlySet<Threshold["about"]> = new Set(["users", "speed", "availability"]);

function departure({ about, name, measured = 0, limit }: Threshold): string {
  if (about === "users") return `${measured} of ${limit} users were served`;
  if (about === "availability") return `${percent(measured)} of calls worked, where ${percent(limit)} should`;
  return `${name} was ${Math.round(measured)} ms, where ${limit} ms are allowed`;
}

/** Rounded down: what is broken by a little must not look as if it were kept. */
function percent(share: number): string {
  return `${Math.floor(share * 10_000 + 1e-6) / 100} %`;
}
