import type { Evidence } from "../../../src/model/check.ts";
import { succeeded } from "../../../src/model/reply.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { unclear, withoutControl } from "../../inconclusive.ts";
import { changesIn, listed, seenAt } from "./seen.ts";

/** What became of the database over a whole run; pure. */
export function judgeRun(evidence: Evidence): Judgement {
  const { exchanges } = evidence;
  const listing = exchanges.find(({ label }) => label === "listing");
  const other = exchanges.find(({ label, reply }) => label === "other" && succeeded(reply));
  if (listing === undefined || other === undefined)
    return withoutControl("no promised tool could be called at the end");
  const [idle, after] = [seenAt(evidence, "listing"), seenAt(evidence, "other")];
  if (idle === undefined || after === undefined) return unclear("the database could not be looked at");
  const changes = changesIn(listing.facts.changes);
  if (changes.length === 0) {
    const because = `from before the first call to after the last one neither the catalogue nor the rows of ${String(after.observation.facts.tables)} tables changed`;
    return { verdict: "pass", because, control: other.id };
  }
  if (idle.changes.length > 0) {
    return unclear(
      `the database changed during the run, and it also changes while nothing is called: ${listed(idle.changes)}`,
    );
  }
  const another = seenAt(evidence, "another");
  const both = [after, ...(another === undefined ? [] : [another])];
  const rest = changes.filter(({ what }) => !both.every((seen) => seen.changes.some((one) => one.what === what)));
  if (rest.length === 0 && another === undefined)
    return unclear(`the one tool there is changes it: ${listed(changes)}`);
  if (rest.length === 0) {
    const because = `nothing changed in the run but what every call changes, as a log of calls does: ${listed(changes)}`;
    return { verdict: "pass", because, control: other.id };
  }
  const because = `the database changed during the run, in which only tools were called that are promised to be read-only: ${listed(rest)}; another client of it may have done that`;
  return { verdict: "suspected", because, proof: [] };
}
