import { defineLimit } from "./limits/define-limit.ts";

/** Connections, and how long they are slow: what one laptop does without effort. */
const slowly = { kind: "slow", connections: 50, seconds: 12 } as const;

/** Do 50 connections that send their headers, then their bodies, a byte a second keep others out? */
export default defineLimit({
  id: "load/slow-clients-harmful",
  title: "Slow clients keep others out",
  severity: "medium",
  why: "A server that gives each connection a thread, or has room for so many, is full with as many clients that never come to an end; they cost whoever opens them nothing.",
  fix: "Put limits on the time for headers and for the whole request, and let a proxy in front take requests in before they are handed over.",
  refs: { cwe: ["CWE-400", "CWE-770"], owaspMcp: [], cosai: ["MCP-T10"], spec: [] },
  excesses: [
    { ...slowly, part: "headers" },
    { ...slowly, part: "body" },
  ],
});
