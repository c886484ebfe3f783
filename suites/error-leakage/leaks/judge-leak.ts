import type { Leak } from "../../../src/model/canary.ts";
import type { Evidence } from "../../../src/model/check.ts";
import { succeeded } from "../../../src/model/reply.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { againWhen, calledBy, judgeSearch, seenIn } from "./judge.ts";
import { seenAgain } from "./seen-again.ts";

/** What the evidence says of a canary of the owner's that must not be seen at these places; pure. */
export function judgeLeak(evidence: Evidence, places: readonly Leak["place"][], seenBy: string): Judgement {
  const { subject, exchanges } = evidence;
  const { canary } = subject;
  if (canary === undefined) return { verdict: "not-applicable", because: "there is no canary" };
  if (canary.visible)
    return { verdict: "not-applicable", because: `${calledBy(canary)} may be seen by whom this run acts as` };
  const [first] = canary.leaks;
  if (first === undefined) return judgeSearch(evidence, canary, "reply");
  const what = `${calledBy(canary)} came in ${seenIn(first)}${seenBy}`;
  const again = seenAgain(exchanges, canary.name, places, subject.tool);
  if (again === undefined) {
    return {
      verdict: "suspected",
      because: `${what}, once (in ${first.exchange}), and not when the call was repeated`,
      proof: [],
    };
  }
  if (canary.sent) {
    const because = `${what}, also when ${againWhen(first, again.call)}; but a request of this run had held it, so that the server may know it from us`;
    return { verdict: "suspected", because, proof: again.proof };
  }
  const control = exchanges.find(
    ({ id, label, reply }) => label === "alive" && id !== again.call.id && succeeded(reply),
  );
  return {
    verdict: "fail",
    because: `${what} (first in ${first.exchange}), and again when ${againWhen(first, again.call)}`,
    proof: again.proof,
    ...(control === undefined ? {} : { control: control.id }),
    techniques: ["repeat"],
  };
}
