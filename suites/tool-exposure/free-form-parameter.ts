import { findFreeForm } from "../../src/oracle/metadata/free-form.ts";
import { defineListingCheck } from "./listing/define-listing-check.ts";

/** Which tools take statements, commands, code, paths or addresses as any text? A fact of the schema, and no flaw by itself. */
export default defineListingCheck({
  id: "tool-exposure/free-form-parameter",
  title: "An argument that says what to do may be any text",
  severity: "low",
  why: "What a model fills in is what somebody persuaded it to. Where the schema takes any text for a statement, a command, a path or an address, everything depends on the tool itself.",
  fix: "Say in the schema what is allowed: enum, pattern, format, maxLength, maximum, maxItems, and additionalProperties: false. Check it again where the value is used.",
  refs: {
    cwe: ["CWE-20"],
    owaspMcp: ["MCP05:2025"],
    cosai: ["MCP-T3"],
    spec: ["server/tools#security-considerations"],
  },
  told: () => ({}),
  find: findFreeForm,
  otherwise: "none takes a statement, a command, code, a path or an address as any text",
});
