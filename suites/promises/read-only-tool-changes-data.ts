import { defineCheck } from "../../src/model/check.ts";
import type { Scene } from "../../src/model/scene.ts";
import { judgeRun } from "./changes/judge-run.ts";
import { judgeTool } from "./changes/judge-tool.ts";

/** Stands for the database as a whole, which other clients may write to. */
const whole = "(database)";

/**
 * Does a tool that is promised to be read-only change the database? Looked at before the first call of a run and after the
 * last one; where something is different, each promised tool's valid call is repeated with a look before and after it. The
 * proof is that the same table changes with two calls in a row, not while only a listing is asked, and not with the call of
 * another tool, as a log of calls does. The control is that valid call.
 */
export default defineCheck({
  id: "promises/read-only-tool-changes-data",
  title: "Read-only tool changes the database",
  severity: "high",
  why: "Clients let a model call a read-only tool as often as it likes and ask nobody. What such a call changes is changed without anyone's consent, each time anew.",
  fix: "Give the tool a connection that cannot write: an account with SELECT alone, or a read-only transaction. Where the change is meant, do not promise that the tool is read-only.",
  refs: {
    cwe: ["CWE-693"],
    owaspMcp: ["MCP02:2025"],
    cosai: ["MCP-T2"],
    spec: ["server/tools#security-considerations"],
  },
  needs: ["calls", "database"],
  uses: [],
  phase: "after",
  control: "success",
  requests: 6,

  subjects(scene) {
    const promised = scene.called.worked.filter((tool) => isPromised(scene, tool));
    if (scene.changes === undefined || promised.length === 0) return [];
    if (scene.changes.length === 0) return [{ key: whole }];
    // What other tools were called for is their doing.
    const alone = scene.called.all.every((tool) => isPromised(scene, tool));
    return [...promised.map((tool) => ({ key: tool, tool })), ...(alone ? [{ key: whole }] : [])];
  },

  async probe({ subject, scene, args, calls, database }) {
    const { tool } = subject;
    const others = scene.called.worked.filter((name) => name !== tool && isPromised(scene, name));
    const free = others.filter((name) => scene.drawsFrom(name).length === 0);
    const changes = (scene.changes ?? []).map((change) => ({ ...change }));
    await database.changes("before");
    await calls.request("tools/list", {}, { role: "control", label: "listing", facts: { changes } });
    await database.changes("listing");
    if (tool !== undefined) {
      for (const step of ["first", "second"]) {
        await calls.tool(tool, args.valid(tool).args, { role: "attack", label: step });
        await database.changes(step);
      }
    }
    const steps = tool === undefined ? ["other", "another"] : ["other"];
    for (const [index, step] of steps.entries()) {
      const other = free[index];
      if (other === undefined) return;
      await calls.tool(other, args.valid(other).args, { role: "control", label: step });
      await database.changes(step);
    }
  },

  judge: (evidence) => (evidence.subject.tool === undefined ? judgeRun(evidence) : judgeTool(evidence)),
});

function isPromised(scene: Scene, tool: string): boolean {
  const hint = scene.surface.tools.find(({ name }) => name === tool)?.annotations?.readOnlyHint;
  return hint === true || scene.promisedReadOnly(tool);
}
