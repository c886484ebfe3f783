import { findListedInstructions } from "../../src/oracle/metadata/listed-instructions.ts";
import { defineListingCheck } from "./listing/define-listing-check.ts";

/**
 * Does a listing tell the model to do what its tools have no need of: to forget what it was told, to keep something from the user, to
 * hand over what is private, to change what it gives to tools of others?
 */
export default defineListingCheck({
  id: "tool-exposure/instructions-in-metadata",
  title: "What is listed gives the model orders beside its use",
  severity: "high",
  why: "Descriptions are part of what a model obeys, whichever tool it then calls: a server can have it read files, pass on secrets and mislead the tools of other servers without one of its own being used.",
  fix: "Say in a description what the tool does, what it needs and when to use it, and nothing else. Orders that people may not see, or that concern other tools, belong in no listing.",
  refs: {
    cwe: ["CWE-1427", "CWE-506"],
    owaspMcp: ["MCP03:2025"],
    cosai: ["MCP-T4"],
    spec: ["server/tools#security-considerations"],
  },
  told: () => ({}),
  find: findListedInstructions,
  otherwise: "none gives the model orders beside its use",
});
