import { defineCheck } from "../../src/model/check.ts";
import { judgeResidue } from "./residue/judge-residue.ts";
import { probeResidue, residueRequests } from "./residue/probe-residue.ts";

/**
 * Does what one user leaves on a database connection reach the next one? Through a tool that takes statements one session sets a
 * harmless setting of ours for its connection, and another looks for it. The mark is a random word that only the first one
 * ever sent, so that whoever is shown it was given a used connection. It is taken back afterwards.
 */
export default defineCheck({
  id: "load/session-residue",
  title: "What one user leaves on a connection reaches the next",
  severity: "high",
  why: "Settings, temporary tables, roles and search paths stay with a pooled connection. Whoever gets it next works with what somebody else set: reads other tables under the same names, or with another's role.",
  fix: "Reset connections before they go back to the pool (`DISCARD ALL` in PostgreSQL, `COM_RESET_CONNECTION` in MySQL), or run each call in a transaction that is rolled back, and set what belongs to one call with `SET LOCAL`.",
  refs: {
    cwe: ["CWE-488", "CWE-567", "CWE-226"],
    owaspMcp: ["MCP10:2025"],
    cosai: ["MCP-T4"],
    spec: ["basic/security_best_practices#session-hijacking"],
  },
  needs: ["calls"],
  uses: ["identities"],
  phase: "load",
  control: "success",
  requests: residueRequests,
  // Over stdio a process, and all it holds, is one user's own.
  subjects: (scene) => (scene.surface.transport === "stdio" ? [] : [{ key: "connections" }]),
  probe: probeResidue,
  judge: judgeResidue,
});
