import { defineCheck } from "../../src/model/check.ts";
import type { AbandonedFacts } from "../../src/model/load/pressure.ts";
import { judgeGrowth } from "./sessions/judge-growth.ts";
import { shutOut } from "./sessions/shut-out.ts";

/** Sessions that are left, in batches: a leak grows with each, what a server takes once comes with the first. */
const batches = [60, 70, 70] as const;
/** Seconds without anything afterwards. */
const restSeconds = 3;

/**
 * What do sessions cost that nobody ends? 200 are left in three batches, with one call over each; the server's
 * memory is looked at after each batch and after a rest, and a new session is opened. Up to 15 s; all are ended afterwards. Where the
 * new session does not work, or only slowly, all of it is done once more.
 */
export default defineCheck({
  id: "load/session-growth",
  title: "Sessions that nobody ends pile up",
  severity: "medium",
  why: "Clients crash, laptops are closed: most sessions are never ended. What the server keeps of each it keeps until it is restarted, or until there is no memory left.",
  fix: "End sessions that were not used for a while, put an upper limit on their number for each user, and keep as little as possible in them; or serve without sessions.",
  refs: {
    cwe: ["CWE-401", "CWE-770"],
    owaspMcp: [],
    cosai: ["MCP-T10"],
    spec: ["basic/transports#session-management"],
  },
  needs: ["calls", "load", "pressure"],
  uses: [],
  phase: "load",
  once: true,
  control: "baseline",
  requests: 2,
  // Over stdio a session is a process, and ends with it.
  subjects: (scene) => (scene.surface.transport === "stdio" ? [] : [{ key: "abandoned sessions" }]),

  async probe({ calls, load, pressure }) {
    load.observe("load");
    const { facts } = await pressure.abandon(batches, restSeconds, "abandoned");
    const isMeasured = facts.why === undefined;
    if (isMeasured && shutOut(facts as unknown as AbandonedFacts) !== undefined)
      await pressure.abandon(batches, restSeconds, "abandoned again");
    await calls.request("tools/list", {}, { role: "control", label: "still there" });
  },

  judge: judgeGrowth,
});
