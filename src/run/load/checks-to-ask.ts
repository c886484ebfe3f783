import type { Check } from "../../model/check.ts";
import { HarnessError } from "../../model/errors.ts";
import type { ScanRequest } from "../scan-request.ts";

/**
 * Which of the selected checks are asked: those of a load where one is to be made, those that may end the server where somebody wants
 * them. Throws a `usage` HarnessError where none is left: a run that silently tests nothing would look like a pass.
 */
export function checksToAsk(selected: readonly Check[], { load }: Pick<ScanRequest, "load">): readonly Check[] {
  const asked = selected.filter(({ phase, needs }) => {
    if (phase !== "load") return true;
    return load !== undefined && (load.limits === true || !needs.includes("limits"));
  });
  if (asked.length > 0 || selected.length === 0) return asked;
  if (load === undefined) {
    throw new HarnessError(
      "usage",
      "All that was selected judges a load, and none is to be made.",
      "Use mcp-gauntlet load, or scan --full.",
    );
  }
  throw new HarnessError(
    "usage",
    "All that was selected sends what is too large, too deep or too slow, which nobody asked for.",
    "Use mcp-gauntlet load --limits.",
  );
}
