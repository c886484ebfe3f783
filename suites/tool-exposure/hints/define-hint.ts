import { type Check, defineCheck } from "../../../src/model/check.ts";
import type { Scene } from "../../../src/model/scene.ts";
import type { Tool } from "../../../src/model/surface.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { unclear, withoutControl } from "../../inconclusive.ts";
import { mostWriters, pairFor } from "./pairs.ts";
import { probeHints } from "./probe-hints.ts";
import { type Trace, traceOf } from "./seen.ts";

/** In what the checks of the hints differ. */
export interface HintCheck {
  readonly id: string;
  readonly title: string;
  readonly severity: Check["severity"];
  readonly why: string;
  readonly fix: string;
  /** Of which tools it is asked. */
  asks(tool: Tool, scene: Scene): boolean;
  /** What was seen that the hint denies; undefined where nothing was. */
  broken(trace: Trace): Trace["written"];
  /** How a finding begins, such as `it declares readOnlyHint true`. */
  readonly says: string;
  readonly verdict: "fail" | "noted";
}

/** A check that compares what a tool says of itself with what its calls leave behind, by a list of the server or its database. */
export function defineHintCheck({ asks, broken, says, verdict, ...told }: HintCheck): Check {
  return defineCheck({
    ...told,
    refs: {
      cwe: ["CWE-451"],
      owaspMcp: ["MCP03:2025"],
      cosai: ["MCP-T2"],
      spec: ["server/tools#tool", "schema#toolannotations"],
    },
    needs: ["calls"],
    uses: ["database"],
    // Lists are compared: nothing else of the run may write meanwhile.
    phase: "after",
    control: "success",
    requests: 26,

    subjects: (scene) =>
      scene.surface.tools
        .filter((tool) => asks(tool, scene) && pairFor(scene, tool) !== undefined)
        .slice(0, mostWriters)
        .map(({ name }) => ({ key: name, tool: name })),

    probe: probeHints,

    judge(evidence): Judgement {
      const trace = traceOf(evidence);
      if (trace.call === undefined) {
        return withoutControl("no call with a word of ours worked, so nothing can show what the tool keeps");
      }
      const found = broken(trace);
      if (found !== undefined) {
        const because = `${says}, and ${found.says}; the call of another tool left nothing there`;
        const { proof } = found;
        return verdict === "noted"
          ? { verdict, because, proof }
          : { verdict, because, proof, control: trace.call.id, techniques: ["read-back"] };
      }
      if (trace.doubt !== undefined) return unclear(trace.doubt);
      const because =
        trace.written === undefined
          ? "a call with a word of ours worked, and nothing shows that word afterwards"
          : `what the calls left behind (${trace.written.says}) is as the tool says`;
      return { verdict: "pass", because, control: trace.call.id };
    },

    leftovers: ({ exchanges, subject }) => {
      const trace = traceOf({ exchanges, observations: [], subject });
      return trace.written === undefined || trace.call === undefined
        ? []
        : [`what ${subject.tool} keeps of ${String(trace.call.facts.word)}`];
    },
  });
}
