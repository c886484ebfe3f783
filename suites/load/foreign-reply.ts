import { defineLoadCheck } from "./over/define-load-check.ts";

/** Does anybody get the answer to somebody else's call? All users deliberately use the same JSON-RPC ids. */
export default defineLoadCheck({
  id: "load/foreign-reply",
  title: "A user gets the answer to somebody else's call",
  severity: "critical",
  why: "What one user asked for is shown to another, by accident and without anybody attacking: it needs no more than two people at the same time.",
  fix: "Make a server and a transport for each session, or for each request where there are no sessions, and keep nothing of a request outside of it. Use a version of the SDK that refuses to connect one transport twice.",
  refs: {
    cwe: ["CWE-488", "CWE-362"],
    owaspMcp: ["MCP10:2025"],
    cosai: ["MCP-T1"],
    spec: ["basic/transports#session-management"],
  },

  judge({ ownership: { tools, checked, foreign, lost } }) {
    const [first] = foreign;
    if (first !== undefined) {
      return {
        verdict: "fail",
        because: `of ${checked} answers that show for whom they are, ${foreign.length} or more were for another user: user ${first.user} got that of user ${first.owner} (${first.call}); ${lost} calls were not answered at all`,
      };
    }
    if (tools.length === 0 || checked === 0) {
      return {
        verdict: "inconclusive",
        because: "no tool repeats an argument, or answers each user differently: nobody could tell whose an answer is",
      };
    }
    // Replies that go astray may also be dropped: those that came say nothing of them.
    const unanswered = lost === 0 ? "" : `; ${lost} calls were not answered at all`;
    return {
      verdict: "pass",
      because: `${checked} answers of ${tools.join(", ")} were all for who had asked${unanswered}`,
    };
  },
});
