import { defineCheck } from "../../src/model/check.ts";
import { judgeBeside } from "./beside/judge-beside.ts";
import { mostPaths } from "./beside/paths.ts";
import { probeBeside } from "./beside/probe-beside.ts";

/**
 * What does the host serve beside the endpoint of the protocol to one without credentials? A short list of usual addresses, asked with
 * GET, next to two that do not exist: what answers those as well is no page. Judged by content, not by address.
 */
export default defineCheck({
  id: "tool-exposure/endpoint-beside-open",
  title: "An address beside the endpoint shows the inside of the server to everybody",
  severity: "high",
  why: "Frameworks open pages for metrics, environments, heaps and sessions beside what they serve. Guards of the MCP endpoint do not stand before them.",
  fix: "Turn such pages off in production, or put them behind the same guard, or on an address that only operators reach.",
  refs: {
    cwe: ["CWE-552", "CWE-215"],
    owaspMcp: ["MCP01:2025", "MCP09:2025"],
    cosai: ["MCP-T7"],
    spec: ["basic/security_best_practices"],
  },
  needs: ["raw"],
  uses: [],
  phase: "last",
  control: "baseline",
  requests: mostPaths + 6,

  subjects: ({ surface }) => (surface.transport === "stdio" ? [] : [{ key: "(beside the endpoint)" }]),

  probe: probeBeside,
  judge: judgeBeside,
});
