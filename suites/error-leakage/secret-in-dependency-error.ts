import { defineFaultTelling } from "./dependency/define-fault-telling.ts";

/** Does a server show what it logs in with while its database is down? */
export default defineFaultTelling({
  id: "error-leakage/secret-in-dependency-error",
  title: "While the database is down, an error shows a credential",
  severity: "high",
  why: "Drivers and mappers put the address that they could not reach into their messages, at times with user and password. Whoever asks during an outage gets to know it.",
  fix: "Catch errors of connecting where they arise, log them with credentials removed, and answer in words of your own: what could not be done, and whether to try again.",
  refs: {
    cwe: ["CWE-209", "CWE-522"],
    owaspMcp: ["MCP01:2025"],
    cosai: ["MCP-T5"],
    spec: ["server/tools#security-considerations"],
  },
  kinds: ["secret"],
});
