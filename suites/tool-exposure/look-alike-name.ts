import { findLookAlikeNames } from "../../src/oracle/metadata/look-alike-names.ts";
import { defineListingCheck } from "./listing/define-listing-check.ts";

/** Is a tool or a prompt named so that it is taken for another: by letters of another alphabet, or by characters that do not show? */
export default defineListingCheck({
  id: "tool-exposure/look-alike-name",
  title: "A name looks like another and is not",
  severity: "high",
  why: "Whoever allows a tool by its name allows what they read. A name that differs in characters nobody can see is another tool, with other rights.",
  fix: "Name tools and prompts with letters, digits, `_`, `-` and `.` of ASCII, as the specification recommends, and no two alike.",
  refs: { cwe: ["CWE-1007"], owaspMcp: ["MCP03:2025"], cosai: ["MCP-T4"], spec: ["server/tools#tool-names"] },
  told: () => ({}),
  find: findLookAlikeNames,
  otherwise: "every name is what it looks like",
});
