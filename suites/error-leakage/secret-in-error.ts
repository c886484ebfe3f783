import { defineTelling } from "./telling/define-telling.ts";

/** Does an error show a credential: a connection string with its password, a key, a token that the server was started with? */
export default defineTelling({
  id: "error-leakage/secret-in-error",
  title: "An error message shows a credential",
  severity: "critical",
  why: "Whoever makes a call fail gets to know what the server logs in with, and needs the server no longer: a connection string opens the database itself. The model that reads the error may pass it on to anybody.",
  fix: "Catch errors of drivers and clients where they arise, log them with credentials removed, and answer in words of your own: what could not be done, and whether to try again.",
  refs: {
    cwe: ["CWE-209", "CWE-522"],
    owaspMcp: ["MCP01:2025"],
    cosai: ["MCP-T5"],
    spec: ["server/tools#security-considerations"],
  },
  kinds: ["secret"],
});
