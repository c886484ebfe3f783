import type { Exchange } from "../../../src/model/exchange.ts";
import { succeeded } from "../../../src/model/reply.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { rejectedBySchema } from "../../../src/oracle/rejected-by-schema.ts";
import { noControl, unclear } from "../../inconclusive.ts";
import { takesPipeline } from "./pipeline-design.ts";
import { findStageWrite } from "./pipeline-writes.ts";
import { sighted } from "./read-back.ts";

/** What the evidence of one argument shows; pure. */
export function judgePipeline(exchanges: readonly Exchange[]): Judgement {
  const control = takesPipeline(exchanges, "takes-pipeline");
  if (control === undefined) return withoutPipeline(exchanges);
  const written = findStageWrite(exchanges);
  if (written?.certain) {
    const { because, proof, technique } = written;
    return { verdict: "fail", because, proof, techniques: [technique], control: control.id };
  }
  if (written !== undefined) {
    return { verdict: "suspected", because: written.because, proof: written.proof, control: control.id };
  }
  const accepted = exchanges.filter(({ label, reply }) => label.startsWith("write:") && succeeded(reply));
  if (accepted.length > 0 && !sighted(exchanges)) return acceptedUnseen(exchanges, accepted, control);
  if (takesPipeline(exchanges, "pipeline-again") === undefined) {
    return unclear(
      "a plain pipeline no longer worked at the end: a limit of the server, or something broke on the way",
    );
  }
  return {
    verdict: "pass",
    because: "pipelines run, and no stage that writes left anything behind",
    control: control.id,
  };
}

function withoutPipeline(exchanges: readonly Exchange[]): Judgement {
  if (exchanges.some(({ reply }) => succeeded(reply)) || exchanges.some(({ reply }) => rejectedBySchema(reply))) {
    return { verdict: "not-applicable", because: "no pipeline was seen to run" };
  }
  return noControl;
}

/** Nothing could be read back: where an unknown stage is refused, acceptance of a writing one still says something. */
function acceptedUnseen(exchanges: readonly Exchange[], accepted: readonly Exchange[], control: Exchange): Judgement {
  const missing = exchanges.find(({ label }) => label === "missing-stage");
  if (missing === undefined || succeeded(missing.reply)) {
    return unclear(
      "the tool accepts stages that write and stages that do not exist, and shows nothing of what they did",
    );
  }
  return {
    verdict: "suspected",
    because:
      "the tool accepts stages that write, while it refuses one that does not exist; whether anything was written could not be seen",
    proof: [...accepted, missing].map(({ id }) => id),
    control: control.id,
  };
}
