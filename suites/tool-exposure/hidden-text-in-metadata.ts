import { findListedHiddenText } from "../../src/oracle/metadata/listed-hidden-text.ts";
import { defineListingCheck } from "./listing/define-listing-check.ts";

/** Does a listing hold what people do not see and a model reads: characters that do not show, control sequences, comments? */
export default defineListingCheck({
  id: "tool-exposure/hidden-text-in-metadata",
  title: "What is listed hides text from people",
  severity: "high",
  why: "Whoever approves a tool reads what a window or a terminal shows. A model reads every character: what is written in tag characters, behind escape sequences or in comments reaches it unseen.",
  fix: "Write names, descriptions and schemas in plain text. Take away what does not show where texts are copied from elsewhere, and refuse it in a test of the listing.",
  refs: {
    cwe: ["CWE-1007", "CWE-150"],
    owaspMcp: ["MCP03:2025"],
    cosai: ["MCP-T4"],
    spec: ["server/tools#security-considerations"],
  },
  told: () => ({}),
  find: findListedHiddenText,
  otherwise: "all that they say is shown",
});
