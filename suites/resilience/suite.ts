import type { Suite } from "../../src/model/check.ts";
import crashedByCall from "./crashed-by-call.ts";

export const resilience: Suite = {
  name: "resilience",
  purpose: "Whether the server survives what a client can send.",
  checks: [crashedByCall],
};
