import type { Observation, StatementFacts } from "../../../src/model/observation.ts";
import type { Random } from "../../../src/model/ports.ts";
import { succeeded } from "../../../src/model/reply.ts";
import { mostInOneLook } from "../../../src/model/tap.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import type { Followed } from "./seen.ts";

/** The labels of the looks at all statements: after harmless values, and after what might end a place or come behind one. */
export const usualLook = "tapped:usual";
export const lastLook = "tapped:last";
export const appended = "tapped:appended";

/** What is put between the valid value and a canary: ends of literals and names, and what separates words of SQL. */
const separators = ["'", '"', "\\", " ", ","] as const;

/**
 * The valid value with a canary behind it, for a tool that takes no unknown ones; the separator on both sides of it, for one
 * that takes the beginning or the end alone.
 */
export function appendedCanaries(
  valid: string | number,
  random: Random,
): readonly { readonly value: string; readonly needle: string }[] {
  return separators.map((separator) => {
    const needle = `gauntlet${random.word(6)}`;
    return { value: `${valid}${separator}${needle}${separator}`, needle };
  });
}

/**
 * An argument that chooses among the tool's own statements, such as a sort order out of a list: the tap saw the statements of
 * the tool, none with any canary in it, and after values with quotes and words behind the valid one no others and no
 * complaint. Undefined where it is not so. Pure.
 */
export function judgeChoosing({ exchanges, observations }: Followed): Judgement | undefined {
  const usual = lookedAt(usualLook, observations);
  const last = lookedAt(lastLook, observations);
  const sent = exchanges.filter(({ label }) => label === appended);
  const control = exchanges.find(({ label, reply }) => label === "tapped:baseline" && succeeded(reply));
  if (control === undefined || usual.length === 0 || last.length >= mostInOneLook || sent.length < separators.length) {
    return undefined;
  }
  if (!sent.every(({ reply }) => ["result", "tool-error", "rpc-error"].includes(reply.kind))) return undefined;
  const canaries = exchanges.map(({ facts }) => String(facts.needle ?? "")).filter((needle) => needle !== "");
  if (observations.some(({ facts }) => canaries.includes(String(facts.needle)))) return undefined;
  const known = new Set(usual.map(({ structure }) => structure));
  const sound = last.every(({ structure, error }) => error === null && structure !== null && known.has(structure));
  if (!sound) return undefined;
  return {
    verdict: "pass",
    because:
      "the tap saw the tool's statements, and the value in none of them: it only chooses among them, whatever stands behind it",
    control: control.id,
  };
}

function lookedAt(label: string, observations: readonly Observation[]): readonly StatementFacts[] {
  return observations
    .filter((one) => one.kind === "statement" && one.label === label)
    .map(({ facts }) => facts as unknown as StatementFacts);
}
