import type { Evidence } from "../../../src/model/check.ts";
import { isObject, type JsonObject } from "../../../src/model/json.ts";
import { toolList } from "../../../src/model/server-lists.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { withoutControl } from "../../inconclusive.ts";
import { type Listed, listed } from "../shown/lists.ts";
import { comparedListOf } from "./compared-lists.ts";
import { type Difference, differences } from "./differences.ts";

/** Whether lists differ that should be one; pure. */
export function judgeDrift(evidence: Evidence): Judgement {
  return evidence.subject.principal === undefined ? bySession(evidence) : byUser(evidence);
}

function bySession({ subject, exchanges }: Evidence): Judgement {
  const { list } = comparedListOf(subject);
  const found = ["first", "second", "third"].map((label) => listed(exchanges, list, label));
  const [first, ...others] = found.filter((one): one is Listed => one !== undefined && one.entries.length > 0);
  const [second, third] = others;
  if (first === undefined || second === undefined || third === undefined)
    return withoutControl(`the ${list.kind}s could not be listed over three sessions`);
  const [page] = second.pages;
  const announced = page.facts.announced === true;
  const across = [second, third].flatMap((other) =>
    differences(first.entries, other.entries, first.complete && other.complete),
  );
  // Over time only what every session has now is compared: what differs between sessions was told above.
  const later = across.length > 0 ? [] : sinceStart(first, page.facts);
  const proof = [first.pages[0].id, page.id, third.pages[0].id] as const;
  const all = [...across, ...later];
  if (all.length === 0) {
    const because = `three sessions are listed the same ${first.entries.length} ${list.kind}s, and the same as at the beginning of the run`;
    return { verdict: "pass", because, control: first.pages[0].id };
  }
  const when = across.length > 0 ? "from session to session" : "between the beginning and the end of the run";
  const because = `the list of ${list.kind}s changed ${when}: ${told(all)}`;
  if (all.every(({ valuesAlone }) => valuesAlone)) {
    return { verdict: "noted", because: `${because}; only numbers, dates or random parts differ`, proof };
  }
  if (announced) return { verdict: "noted", because: `${because}; the server announced that its list changes`, proof };
  return { verdict: "fail", because, proof, control: first.pages[0].id, techniques: ["list-again"] };
}

function sinceStart(now: Listed, facts: Evidence["exchanges"][number]["facts"]): readonly Difference[] {
  const names = Array.isArray(facts.names) ? facts.names.map(String) : [];
  const earlier = (Array.isArray(facts.earlier) ? facts.earlier : []).filter(isObject);
  const known = new Map(earlier.map((entry) => [String(entry.name), entry]));
  const entries = new Map(now.entries.map((entry) => [String(entry.name), entry]));
  // What was not handed over was the same.
  const before = names.map((name): JsonObject => known.get(name) ?? entries.get(name) ?? { name });
  return differences(before, now.entries, now.complete && facts.whole === true);
}

function byUser({ exchanges }: Evidence): Judgement {
  const lists = (label: string) => [listed(exchanges, toolList, label), listed(exchanges, toolList, `${label} again`)];
  const [one, oneAgain] = lists("one");
  const [other, otherAgain] = lists("other");
  if (one === undefined || other === undefined || oneAgain === undefined || otherAgain === undefined)
    return withoutControl("the two users could not be listed their tools");
  if (one.entries.length + other.entries.length === 0) return withoutControl("neither of them is listed any tool");
  const found = stable(one, oneAgain, other, otherAgain);
  const [first, second] = [one.pages[0], other.pages[0]];
  if (found.length === 0) {
    const because = `${first.principal} and ${second.principal}, who have the same role, are listed the same ${one.entries.length} tools`;
    return { verdict: "pass", because, control: first.id };
  }
  const proof = [first.id, second.id] as const;
  const because = `${first.principal} and ${second.principal} have the same role and are not listed the same: ${told(found)}`;
  // Without a promise, what one user is listed may well be its own.
  if (first.facts.promised !== true || found.every(({ valuesAlone }) => valuesAlone))
    return { verdict: "noted", because, proof };
  return { verdict: "fail", because, proof, control: first.id, techniques: ["list-as-peers"] };
}

/** What differs each time: a list that differs by itself tells nothing of who asks. */
function stable(one: Listed, oneAgain: Listed, other: Listed, otherAgain: Listed): readonly Difference[] {
  const complete = [one, oneAgain, other, otherAgain].every((list) => list.complete);
  const again = new Set(differences(oneAgain.entries, otherAgain.entries, complete).map(({ says }) => says));
  const own = differences(one.entries, oneAgain.entries, complete).length > 0;
  return own ? [] : differences(one.entries, other.entries, complete).filter(({ says }) => again.has(says));
}

const mostTold = 4;

function told(found: readonly Difference[]): string {
  const says = [...new Set(found.map((one) => one.says))];
  return `${says.slice(0, mostTold).join("; ")}${says.length > mostTold ? `; and ${says.length - mostTold} more` : ""}`;
}
