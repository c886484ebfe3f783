import { defineCheck } from "../../src/model/check.ts";
import type { Json } from "../../src/model/json.ts";
import type { Caller, Step } from "../../src/model/ports.ts";
import { succeeded } from "../../src/model/reply.ts";
import { jsonOf } from "./documents/json-text.ts";
import { judgePipeline } from "./documents/judge-pipeline.ts";
import { openArguments } from "./documents/open-arguments.ts";
import { pipelineArguments } from "./documents/pipeline-arguments.ts";
import { askTakesPipeline } from "./documents/pipeline-design.ts";
import type { PipelineRunner, Place, Stages } from "./documents/pipeline-runner.ts";
import { leftCollections, probeStageWrites } from "./documents/pipeline-writes.ts";

/**
 * Does a tool that takes an aggregation pipeline keep its promise to only read? The control is a pipeline whose sum only
 * who runs it can know; the proof a document of ours, read back on a session that took no part in writing it.
 */
export default defineCheck({
  id: "sql-injection/pipeline-stage-writes",
  title: "Pipeline of a read-only tool writes",
  severity: "critical",
  why: "Some stages of an aggregation pipeline write: $out replaces a whole collection, $merge changes documents. A tool that promises to only read and passes pipelines on lets whoever writes the pipeline destroy data.",
  fix: "Connect as an account that may only read. Beside that, parse the pipeline and let through a list of stages that only read, at every depth; do not search its text for names.",
  refs: {
    cwe: ["CWE-943", "CWE-863"],
    owaspMcp: ["MCP05:2025"],
    cosai: ["MCP-T3"],
    spec: ["server/tools#security-considerations"],
  },
  needs: ["calls"],
  uses: [],
  phase: "main",
  control: "success",
  requests: 50,
  subjects: pipelineArguments,

  async probe({ subject, scene, args, calls, random, only }) {
    const { tool = "", param = "" } = subject;
    const { args: valid, source: origin } = args.valid(tool);
    const given = args.read(valid, param);
    const listed = scene.surface.tools.find(({ name }) => name === tool);
    const asText = listed !== undefined && !openArguments(listed, "array").includes(param);
    if (given !== undefined) {
      const first = await calls.tool(tool, valid, { role: "baseline", label: "baseline" });
      // Text that works and is no list is something else by the owner's or the server's own word.
      if (asText && !isJsonList(given) && (origin === "sample" || succeeded(first.reply))) return;
    }
    let other: Caller | undefined;
    const send = async (place: Place, carried: Json, step: Step) => {
      const moved = place.changed === undefined ? valid : args.place(valid, place.changed.path, place.changed.value);
      if (place.fresh) other ??= await calls.fresh();
      return (place.fresh && other ? other : calls).tool(tool, args.place(moved, param, carried), step);
    };
    const carried = (stages: Stages, write: (json: string) => string): Json =>
      asText ? write(JSON.stringify(stages)) : stages;
    const runner: PipelineRunner = {
      random,
      asText,
      others: Object.entries(valid).flatMap(([path, value]) =>
        path !== param && typeof value === "string" && /^[\w-]+$/.test(path) ? [{ path, value }] : [],
      ),
      run: (stages, step, write = (json) => json) => send(here, carried(stages, write), step),
      runAt: (place, stages, step) =>
        send(
          place,
          carried(stages, (json) => json),
          step,
        ),
    };
    const source = await askTakesPipeline(runner, "takes-pipeline");
    if (source === undefined) return;
    await probeStageWrites(runner, source, only);
    await askTakesPipeline(runner, "pipeline-again");
  },

  judge: ({ exchanges }) => judgePipeline(exchanges),
  leftovers: ({ exchanges }) => leftCollections(exchanges),
});

const here: Place = { fresh: false, changed: undefined };

function isJsonList(given: Json): boolean {
  return typeof given === "string" && Array.isArray(jsonOf(given));
}
