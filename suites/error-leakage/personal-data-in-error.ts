import { defineTelling } from "./telling/define-telling.ts";

/** Does an error show personal data that neither the request nor an ordinary answer has? */
export default defineTelling({
  id: "error-leakage/personal-data-in-error",
  title: "An error message shows personal data",
  severity: "medium",
  why: "Errors are logged, shown and sent on with less care than data: what they hold of people is soon where nobody looks for it. A caller who is refused should learn nothing of the person asked about.",
  fix: "Name records in errors by their id, and only by one that the caller sent. Keep values of rows out of messages of constraints and validations.",
  refs: {
    cwe: ["CWE-209", "CWE-359"],
    owaspMcp: ["MCP10:2025"],
    cosai: ["MCP-T5"],
    spec: ["server/tools#security-considerations"],
  },
  kinds: ["personal-data"],
});
