import { defineLimit } from "./limits/define-limit.ts";

/** Does an argument of 1,000, 10,000 or 100,000 levels take the server down, or hold others up? */
export default defineLimit({
  id: "load/deep-json-harmful",
  title: "Deeply nested JSON takes the server down, or holds others up",
  severity: "high",
  why: "A small request is enough: whatever walks through it level by level ends with its stack, and where nobody catches that the process ends with it.",
  fix: "Refuse JSON deeper than a few dozen levels before anything walks through it: schemas, loggers and serializers do.",
  refs: { cwe: ["CWE-674", "CWE-400"], owaspMcp: [], cosai: ["MCP-T10"], spec: [] },
  excesses: [1_000, 10_000, 100_000].map((levels) => ({ kind: "depth", levels })),
});
