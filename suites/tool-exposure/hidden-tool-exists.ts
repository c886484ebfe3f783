import { defineCheck } from "../../src/model/check.ts";
import { judgeGuesses } from "./guessing/judge-guesses.ts";
import { mostGuesses } from "./guessing/names.ts";
import { probeGuesses } from "./guessing/probe-guesses.ts";

/**
 * Is there a tool that no list has? Names are guessed, each called with an argument that no tool has, and the answer is compared with
 * that to names drawn at random. Names of tools that change something are never called. A fail needs content, twice, where names at
 * random are refused; that a name is merely answered in another way is a note. The control is a listed tool, called in the same way.
 */
export default defineCheck({
  id: "tool-exposure/hidden-tool-exists",
  title: "A tool that no list has can be called",
  severity: "high",
  why: "A tool that was left out of the list, not out of the server, is found by its name, which is in a documentation, a source, or easily guessed. Nobody reviews what it does.",
  fix: "Leave out of the server what is not to be called, or check the right to a tool where it is called.",
  refs: {
    cwe: ["CWE-425", "CWE-912"],
    owaspMcp: ["MCP02:2025", "MCP09:2025"],
    cosai: ["MCP-T2"],
    spec: ["server/tools#security-considerations"],
  },
  needs: ["calls"],
  uses: [],
  phase: "last",
  control: "baseline",
  requests: mostGuesses + 40,

  subjects: ({ surface }) => (surface.tools.length === 0 ? [] : [{ key: "(names that no list has)" }]),

  probe: probeGuesses,
  judge: judgeGuesses,
});
