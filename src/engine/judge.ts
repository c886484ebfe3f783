import type { Check, Evidence } from "../model/check.ts";
import type { Exchange } from "../model/exchange.ts";
import { succeeded } from "../model/reply.ts";
import type { Outcome } from "../model/verdict.ts";

/**
 * Asks a check's judge and holds it to the two rules: a pass needs a control that succeeded, a fail or a note needs proof that
 * is in the evidence. The only door to a pass: nothing else in the engine makes one.
 */
export function judge(check: Check, evidence: Evidence): Outcome {
  let judgement: Outcome;
  try {
    judgement = check.judge(evidence);
  } catch (cause) {
    return bug(`the judge of ${check.id} threw: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  if (judgement.verdict === "pass") return heldToControl(check, evidence, judgement);
  if (judgement.verdict === "fail" || judgement.verdict === "noted") {
    const known = new Set([...evidence.exchanges, ...evidence.observations].map((item) => item.id));
    const made = judgement.proof.filter((id) => !known.has(id));
    if (judgement.proof.length === 0 || made.length > 0)
      return bug(`${check.id} says “${judgement.verdict}” without evidence`);
  }
  return judgement;
}

function heldToControl(check: Check, evidence: Evidence, pass: Outcome & { verdict: "pass" }): Outcome {
  const control = evidence.exchanges.find((exchange) => exchange.id === pass.control);
  if (control !== undefined && earns(check.control, control)) return pass;
  return {
    verdict: "inconclusive",
    reason: "no-control",
    because: "no control call succeeded, so nothing shows that the probe reached the code in question",
  };
}

function earns(kind: Check["control"], { reply }: Exchange): boolean {
  switch (kind) {
    case "success":
      return succeeded(reply);
    case "provoked-error":
      return reply.kind === "tool-error" || reply.kind === "rpc-error" || reply.kind === "http-error";
    case "baseline":
      return reply.kind !== "timeout" && reply.kind !== "closed" && reply.kind !== "malformed";
  }
}

function bug(because: string): Outcome {
  return { verdict: "error", error: "harness-bug", because };
}
