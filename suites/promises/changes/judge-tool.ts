import type { Evidence } from "../../../src/model/check.ts";
import { succeeded } from "../../../src/model/reply.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { noControl, unclear } from "../../inconclusive.ts";
import { listed, seenAt } from "./seen.ts";

/** What two calls of one tool did to the database; pure. */
export function judgeTool(evidence: Evidence): Judgement {
  const { exchanges } = evidence;
  const call = (label: string) => exchanges.find((one) => one.label === label && succeeded(one.reply));
  const [first, second] = [call("first"), call("second")];
  if (first === undefined || second === undefined) return noControl;
  const [idle, once, twice] = [seenAt(evidence, "listing"), seenAt(evidence, "first"), seenAt(evidence, "second")];
  if (idle === undefined || once === undefined || twice === undefined)
    return unclear("the database could not be looked at");
  const names = (seen: typeof idle | undefined) => new Set((seen?.changes ?? []).map(({ what }) => what));
  const [before, again] = [names(idle), names(once)];
  const own = twice.changes.filter(({ what }) => again.has(what) && !before.has(what));
  if (own.length === 0) {
    const by = before.size === 0 ? "" : "; other clients of the database write to it";
    return {
      verdict: "pass",
      because: `two calls that worked changed nothing in the database, row by row${by}`,
      control: second.id,
    };
  }
  const other = seenAt(evidence, "other");
  const compared = other !== undefined && call("other") !== undefined;
  const everywhere = names(other);
  const left = own.filter(({ what }) => !everywhere.has(what));
  const proof = [first.id, once.observation.id, second.id, twice.observation.id] as const;
  if (compared && left.length > 0) {
    return {
      verdict: "fail",
      because: `each of two calls changed the database (at the second one ${listed(left)}), and neither a listing nor the call of another tool did`,
      proof,
      control: second.id,
      techniques: ["repeat"],
    };
  }
  if (compared) {
    const because = `two calls that worked changed nothing but what the call of another tool changes too, as a log of calls does: ${listed(own)}`;
    return { verdict: "pass", because, control: second.id };
  }
  const because = `each of two calls changed the database (at the second one ${listed(own)}); no other tool was there to tell whether that is a log of calls`;
  return { verdict: "suspected", because, proof: [...proof] };
}
