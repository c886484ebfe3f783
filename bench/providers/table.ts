import type { Row } from "./judge-row.ts";

/** One line for each scan: what was found, what it should be, and how many results there are of each verdict. */
export function table(provider: string, rows: readonly Row[]): string {
  const lines = rows.map(({ verifier, without, expected, failed, counts, right }) => {
    const verdicts = ["pass", "fail", "suspected", "inconclusive", "not-applicable", "error"];
    const cells = [verifier, without ?? "– (hardened)", expected.join(" or ") || "none", failed.join(", ") || "none"];
    return `| ${[...cells, right ? "yes" : "**no**", ...verdicts.map((one) => counts[one] ?? 0)].join(" | ")} |`;
  });
  const head = `| ${provider}: verifier | Without | Expected | Failed | As expected | Pass | Fail | Suspected | Inconclusive | Not applicable | Error |`;
  return [head, `|${" --- |".repeat(11)}`, ...lines].join("\n");
}
