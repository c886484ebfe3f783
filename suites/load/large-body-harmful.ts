import { defineLimit } from "./limits/define-limit.ts";

const megabyte = 1024 * 1024;

/** Does a request of 1, 4 or 16 MB take the server down, or hold others up? */
export default defineLimit({
  id: "load/large-body-harmful",
  title: "A large request takes the server down, or holds others up",
  severity: "high",
  why: "One request is enough, from anybody who reaches the server, and again as soon as it is back.",
  fix: "Refuse bodies beyond what the tools need (1 to 4 MB) with 413 by their Content-Length and while they come, before they are kept or parsed.",
  refs: { cwe: ["CWE-400", "CWE-770"], owaspMcp: [], cosai: ["MCP-T10"], spec: [] },
  excesses: [1, 4, 16].map((size) => ({ kind: "body", bytes: size * megabyte })),
});
