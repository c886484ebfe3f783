import { defineCheck } from "../../src/model/check.ts";
import type { Exchange } from "../../src/model/exchange.ts";
import { unclear } from "../inconclusive.ts";
import { faultRequests, patientlyMs, probeFaults } from "./dependency/probe-faults.ts";
import { dependencySubjects } from "./dependency/subjects.ts";
import { type ToldOfFaults, toldOfFaults, whileFailing, worksAsBefore } from "./dependency/told-of-faults.ts";

const faults = ["down", "stalled", "cut"] as const;

/**
 * Does the server outlive an outage of its database? After each fault the valid call is made again for seven seconds; the same call
 * worked before. A process that ends is noted: most are watched over, and started again.
 */
export default defineCheck({
  id: "error-leakage/dependency-fault-not-recovered",
  title: "After an outage of the database the server does not work again",
  severity: "medium",
  why: "A restart of the database, or a broken connection, is an ordinary event. A server that ends or keeps using its dead connections is out of order until somebody restarts it.",
  fix: "Listen to the errors of idle connections (pool.on('error')), take broken ones out of the pool, test before use, and set timeouts for connecting, for statements and for a place in the pool.",
  refs: { cwe: ["CWE-755", "CWE-248"], owaspMcp: [], cosai: ["MCP-T10"], spec: ["server/tools#error-handling"] },
  needs: ["calls", "faults"],
  uses: [],
  phase: "last",
  control: "success",
  requests: faultRequests(faults, patientlyMs),
  // How connections are kept is the same for all tools.
  subjects: (scene) => dependencySubjects(scene).slice(0, 1),
  probe: (ctx) => probeFaults(ctx, faults, patientlyMs),

  judge(evidence) {
    const told = toldOfFaults(evidence);
    if ("verdict" in told) return told;
    const { valid, failing, back } = told;
    const ended = endedBy(told);
    if (ended !== undefined) {
      const because = `the server ended ${whileFailing(ended)}: somebody has to start it again`;
      return { verdict: "noted", because, proof: [ended.id] };
    }
    // Nobody goes on to the next fault before the last one is over.
    for (const failed of failing) {
      const after = back.filter(({ facts }) => facts.fault === failed.facts.fault);
      const last = after.at(-1);
      if (last === undefined) return unclear("it was not asked after the database was back");
      if (worksAsBefore(last, valid)) continue;
      const seconds = Math.round((last.atMs + last.durationMs - failed.atMs - failed.durationMs) / 1_000);
      return {
        verdict: "fail",
        because: `${seconds} s after the database was back from being ${failed.facts.fault}, ${evidence.subject.tool} still does not work`,
        proof: [last.id, ...after.slice(0, -1).map(({ id }) => id)],
        control: valid[0].id,
        techniques: [String(failed.facts.fault)],
      };
    }
    const hanging = failing.find(({ reply }) => reply.kind === "timeout");
    if (hanging !== undefined) {
      const because = `it got over each fault, but ${whileFailing(hanging)} a call was not answered within ${Math.round(hanging.durationMs / 1_000)} s: nothing bounds it`;
      return { verdict: "noted", because, proof: [hanging.id] };
    }
    return { verdict: "pass", because: "it worked again after each fault", control: valid[0].id };
  },
});

/** The first exchange after which, or before which, another process had to be started. */
function endedBy({ valid, failing, back, elsewhere }: ToldOfFaults): Exchange | undefined {
  const exited = failing.find(({ reply }) => reply.kind === "closed" && reply.exited === true);
  if (exited !== undefined) return exited;
  if (valid[0].facts.transport === "stdio") return elsewhere[0];
  // The probe goes on for as long as anybody answers.
  const last = failing.at(-1);
  const asked = back.some(({ facts }) => facts.fault === last?.facts.fault);
  return !asked && last?.reply.kind === "closed" && !isOurs.test(last.reply.why) ? last : undefined;
}

/** We hung up. */
const isOurs = /^given up/;
