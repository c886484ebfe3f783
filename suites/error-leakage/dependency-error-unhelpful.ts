import { defineCheck } from "../../src/model/check.ts";
import type { Exchange } from "../../src/model/exchange.ts";
import { outageTold } from "../../src/oracle/answer/outage.ts";
import { unclear } from "../inconclusive.ts";
import { brieflyMs, faultRequests, probeFaults } from "./dependency/probe-faults.ts";
import { dependencySubjects } from "./dependency/subjects.ts";
import { toldOfFaults, whileFailing, worked } from "./dependency/told-of-faults.ts";

const faults = ["down"] as const;

/**
 * Does a caller learn that something behind the server fails, and that it is no fault of theirs? The valid call of a tool is made
 * while its database is down. It is noted where the answer blames the request, is not marked as an error, says nothing that one can
 * act on, or does not come.
 */
export default defineCheck({
  id: "error-leakage/dependency-error-unhelpful",
  title: "An outage of the database is not told as one",
  severity: "low",
  why: "A model that is told that its arguments are wrong, or nothing at all, tries others, gives up or makes something up. One that is told to try again later does, and tells its user.",
  fix: "Answer with isError and a sentence such as: Orders cannot be read at the moment; try again in a minute. Bound each call in time. Keep -32602, not found and permission denied for what is wrong with the request.",
  refs: { cwe: ["CWE-755"], owaspMcp: [], cosai: ["MCP-T10"], spec: ["server/tools#error-handling"] },
  needs: ["calls", "faults"],
  uses: [],
  phase: "last",
  control: "provoked-error",
  requests: faultRequests(faults, brieflyMs),
  subjects: dependencySubjects,
  probe: (ctx) => probeFaults(ctx, faults, brieflyMs),

  judge(evidence) {
    const told = toldOfFaults(evidence);
    if ("verdict" in told) return told;
    const { failing } = told;
    const [first] = failing;
    if (first === undefined) return unclear("it was not asked while the database failed");
    const wrong = wrongWith(first);
    if (wrong !== undefined) {
      return {
        verdict: "noted",
        because: `${whileFailing(first)}, ${evidence.subject.tool} ${wrong}`,
        proof: [first.id],
      };
    }
    if (worked(first)) return { verdict: "not-applicable", because: "it answered all the same" };
    if (first.reply.kind === "closed") return unclear("it gave no answer while the database failed");
    return { verdict: "pass", because: "it says that something behind it fails", control: first.id };
  },
});

/** What is wrong with the answer, as the rest of a sentence; undefined where nothing is, or where it is no error at all. */
function wrongWith(exchange: Exchange): string | undefined {
  const { reply } = exchange;
  const said = outageTold(reply);
  if (reply.kind === "timeout") return `did not answer within ${Math.round(reply.afterMs / 1_000)} s`;
  if (reply.kind === "result") {
    return said === "none" || said === "refusal"
      ? undefined
      : "told of the failure in a result that is not marked as an error";
  }
  if (reply.kind === "rpc-error" && (reply.code === -32602 || reply.code === -32601)) {
    return `answered with the error ${reply.code}, which blames the request`;
  }
  if (reply.kind === "http-error" && reply.status < 500)
    return `answered with HTTP ${reply.status}, which blames the request`;
  if (said === "refusal") return "answered with words of a refusal, which blame the request";
  if (said === "failure") return "said nothing that a caller can act on: not what fails, nor whether to try again";
  return undefined;
}
