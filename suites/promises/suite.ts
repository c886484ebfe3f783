import type { Suite } from "../../src/model/check.ts";
import readOnlyToolChangesData from "./read-only-tool-changes-data.ts";

export const promises: Suite = {
  name: "promises",
  purpose: "Whether what the owner promises held over a whole run, as seen from behind the server.",
  checks: [readOnlyToolChangesData],
};
