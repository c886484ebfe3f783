import type { Suite } from "../../src/model/check.ts";
import canaryInLog from "./canary-in-log.ts";
import canaryInReply from "./canary-in-reply.ts";
import plantedRowInReply from "./planted-row-in-reply.ts";

export const leakage: Suite = {
  name: "leakage",
  purpose: "Whether secrets that were planted turn up anywhere in what the server says while the other suites run.",
  checks: [canaryInReply, canaryInLog, plantedRowInReply],
};
