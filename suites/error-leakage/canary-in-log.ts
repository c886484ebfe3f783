import { defineCheck } from "../../src/model/check.ts";
import { judgeLeak } from "./leaks/judge-leak.ts";
import { leakRequests, repeatLeak, searchAgain } from "./leaks/repeat.ts";
import { leakSubjects } from "./leaks/subjects.ts";

const places = ["stderr", "stray-output"] as const;

/**
 * Does a server that is started as a program write a planted secret where its client keeps a log? It is looked for in every
 * line that came while the other checks ran; proof and control are those of canary-in-reply.
 */
export default defineCheck({
  id: "error-leakage/canary-in-log",
  title: "A planted secret is written to the server's log output",
  severity: "medium",
  why: "Clients keep what a server writes to standard error in plain files, show it and send it along with bug reports. No model reads it, and who started the server could often see the secret anyhow; but a secret in a file outlives its purpose.",
  fix: "Log what happened and to which record, not what was in it. Redact settings, connection strings and rows before they reach a logger, and the text of exceptions too.",
  refs: { cwe: ["CWE-532"], owaspMcp: ["MCP01:2025"], cosai: ["MCP-T5"], spec: ["basic/transports#stdio"] },
  needs: ["calls"],
  uses: [],
  phase: "after",
  control: "success",
  requests: leakRequests,

  subjects: ({ canaries, surface }) =>
    surface.transport === "stdio"
      ? canaries.filter(({ table }) => table === undefined).flatMap((canary) => leakSubjects(canary, places))
      : [],

  async probe({ subject, scene, calls, args }) {
    const { canary, tool } = subject;
    if (canary === undefined || canary.visible) return;
    if (canary.leaks.length === 0) return searchAgain(scene, calls, args);
    await repeatLeak(canary, places, tool, calls, args);
  },

  judge: (evidence) => judgeLeak(evidence, places, ", which the client that started the server keeps as a log"),
});
