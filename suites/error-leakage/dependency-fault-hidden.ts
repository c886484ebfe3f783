import { defineCheck } from "../../src/model/check.ts";
import type { Exchange } from "../../src/model/exchange.ts";
import { replyText } from "../../src/model/reply.ts";
import { outageTold } from "../../src/oracle/answer/outage.ts";
import { unclear } from "../inconclusive.ts";
import { brieflyMs, faultRequests, mildFaults, probeFaults } from "./dependency/probe-faults.ts";
import { dependencySubjects } from "./dependency/subjects.ts";
import { saysLess, toldOfFaults, whileFailing, worked } from "./dependency/told-of-faults.ts";

/**
 * Is there an answer where there can be none? The valid call of a tool that asks the database is made while that is down, and while
 * its answer breaks off. A success that has less to say than the same call before and after, and no word of a failure, tells the
 * model that there is nothing. What a server kept from before is the same answer, and none of this.
 */
export default defineCheck({
  id: "error-leakage/dependency-fault-hidden",
  title: "While the database is down, a tool answers that there is nothing",
  severity: "medium",
  why: "A model acts on what it is told: an order that is not found is placed again, a customer without debts is let go. Nobody sees the outage, since nothing failed.",
  fix: "Let errors of the database reach the handler of the tool, and answer them with isError and a sentence: what could not be done, and whether to try again. Never turn them into an empty list, null or false.",
  refs: { cwe: ["CWE-390", "CWE-754"], owaspMcp: [], cosai: ["MCP-T10"], spec: ["server/tools#error-handling"] },
  needs: ["calls", "faults"],
  uses: [],
  phase: "last",
  control: "success",
  requests: faultRequests(mildFaults, brieflyMs),
  subjects: dependencySubjects,
  probe: (ctx) => probeFaults(ctx, mildFaults, brieflyMs),

  judge(evidence) {
    const told = toldOfFaults(evidence);
    if ("verdict" in told) return told;
    const { valid, failing } = told;
    const other = failing.filter((exchange) => worked(exchange) && outageTold(exchange.reply) !== "unavailable");
    const hidden = other.filter((exchange) => outageTold(exchange.reply) !== "failure" && saysLess(exchange, valid));
    const [first, ...others] = hidden;
    if (first !== undefined) {
      const because = `${whileFailing(first)}, ${evidence.subject.tool} succeeded with "${shown(first)}", where it says more before`;
      return {
        verdict: "fail",
        because,
        proof: [first.id, ...others.map(({ id }) => id)],
        control: valid[0].id,
        techniques: hidden.map(({ facts }) => String(facts.fault)),
      };
    }
    const error = failing.find((exchange) => !worked(exchange) && exchange.reply.kind !== "closed");
    if (error === undefined && other.length === 0) return unclear("it did not answer while the database failed");
    const how = error === undefined ? "gave what it had kept" : "said that it failed";
    return { verdict: "pass", because: `without its database it ${how}`, control: valid[0].id };
  },
});

function shown({ reply }: Exchange): string {
  const line = replyText(reply).replaceAll(/\s+/g, " ").trim();
  return line.length > 90 ? `${line.slice(0, 90)}\u2026` : line;
}
