import type { Suite } from "../../src/model/check.ts";
import changedSinceLocked from "./changed-since-locked.ts";

/** What the server tells of itself to anyone who asks for its lists, and whether what the lists say is true. */
export const toolExposure: Suite = {
  name: "tool-exposure",
  purpose: "What the server shows of itself to whoever asks, and whether what its lists say is true.",
  checks: [changedSinceLocked],
};
