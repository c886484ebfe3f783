import { leakPlaces } from "../../src/model/canary.ts";
import { defineCheck } from "../../src/model/check.ts";
import { unclear } from "../inconclusive.ts";
import { askByName, byNameRequests, givenByName } from "./leaks/ask-by-name.ts";
import { againWhen, judgeSearch, seenIn } from "./leaks/judge.ts";
import { leakRequests, repeatLeak, searchAgain } from "./leaks/repeat.ts";
import { seenAgain } from "./leaks/seen-again.ts";
import { leakSubjects } from "./leaks/subjects.ts";

/**
 * Does a tool show rows of a table that it cannot have been made for? The harness makes one during the run, with a random
 * text in it, and looks for that text in all that the other checks got to see. A request that names the table asks for it,
 * and so does whoever can have any table by its name: then showing it gives nothing away. Never more than suspected: the
 * owner did not say what the tool may read.
 */
export default defineCheck({
  id: "error-leakage/planted-row-in-reply",
  title: "A tool shows rows of tables that it was not made for",
  severity: "high",
  why: "A tool that reads whatever tables there are also shows those that are added later: sessions, keys, another team's data. Nobody decided that its callers may see them.",
  fix: "Name the tables and columns that a tool reads, and give its database account SELECT on those only.",
  refs: {
    cwe: ["CWE-200", "CWE-668"],
    owaspMcp: ["MCP10:2025", "MCP02:2025"],
    cosai: ["MCP-T5"],
    spec: ["server/tools#security-considerations"],
  },
  needs: ["calls"],
  uses: [],
  phase: "after",
  control: "success",
  requests: leakRequests + byNameRequests,

  subjects: ({ canaries }) =>
    canaries.filter(({ table }) => table !== undefined).flatMap((canary) => leakSubjects(canary, leakPlaces)),

  async probe({ subject, scene, calls, args }) {
    const { canary, tool } = subject;
    if (canary === undefined || canary.unplanted !== undefined) return;
    if (canary.leaks.length === 0) return searchAgain(scene, calls, args);
    await repeatLeak(canary, leakPlaces, tool, calls, args);
    await askByName(canary, scene, calls, args);
  },

  judge(evidence) {
    const { subject, exchanges } = evidence;
    const { canary, tool } = subject;
    if (canary === undefined) return { verdict: "not-applicable", because: "nothing was planted" };
    if (canary.unplanted !== undefined) {
      return { verdict: "not-applicable", because: `no row of ours is in the database: ${canary.unplanted}` };
    }
    const [first] = canary.leaks;
    if (first === undefined) return judgeSearch(evidence, canary, "reply");
    const named = givenByName(evidence, canary);
    const source = first.tool ?? first.method;
    if (named !== undefined) {
      const because = `${source} showed the planted row unasked, but ${String(named.request.params.name)} gives callers any table that they name`;
      return { verdict: "not-applicable", because };
    }
    const what = `the planted row came in ${seenIn(first)}, though the request does not name its table`;
    const again = seenAgain(exchanges, canary.name, leakPlaces, tool);
    if (again === undefined) return unclear(`${what}, once (in ${first.exchange}), and not when the call was repeated`);
    const because = `${what}, also when ${againWhen(first, again.call)}: it shows tables that it was not made for`;
    return { verdict: "suspected", because, proof: again.proof };
  },
});
