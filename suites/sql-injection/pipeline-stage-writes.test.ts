import { brokenServer } from "../../test/broken-server.ts";
import { checkContract } from "../../test/check-contract.ts";
import { documentsRequest, documentTwins } from "../../test/document-twins.ts";
import check from "./pipeline-stage-writes.ts";

const tool = {
  name: "aggregate",
  inputSchema: { type: "object", properties: { pipeline: { type: "array", items: { type: "object" } } } },
};
const changes = documentsRequest();
const twin = documentTwins();

checkContract(check, "documents", {
  vulnerable: {
    target: () => twin("vulnerable"),
    changes,
    fails: {
      "aggregate.pipeline": ["out"],
      "aggregate_guarded.pipeline": ["merge"],
      "aggregate_text.pipeline": ["escaped-out"],
    },
    leaves: /^the (empty )?collection gauntlet_[a-z]{10}( with one document)?$/,
  },
  hardened: {
    target: () => twin("hardened"),
    changes,
    passes: ["aggregate.pipeline", "aggregate_guarded.pipeline", "aggregate_text.pipeline"],
  },
  deaf: () => twin("deaf"),
  echo: () => twin("echo"),
  broken: (mode) => ({ target: () => brokenServer([tool], mode), changes: { ...changes, timeoutMs: 1_500 } }),
});
