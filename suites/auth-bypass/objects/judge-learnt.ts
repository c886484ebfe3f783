import type { Evidence } from "../../../src/model/check.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { privateWords, shows } from "../../../src/oracle/access/private-words.ts";
import { unclear, withoutControl } from "../../inconclusive.ts";
import { type Attempt, attemptOf, attemptsOf } from "../people/attempts.ts";
import { isCut } from "./is-cut.ts";
import { type Hit, weighed } from "./weigh-learnt.ts";

/**
 * That a list does not show an object proves little: it may be public, or shared by its address. Proven is what the owner
 * promises, what another tool of the server refuses, and what bears the name of an organisation that the other user is not of.
 */
export function judgeLearnt(evidence: Evidence): Judgement {
  const theirs = attemptOf(evidence, "list of other");
  if (attemptOf(evidence, "list")?.access !== "served")
    return withoutControl("the list that ids are learnt from did not work");
  const asked = attemptsOf(evidence, "own");
  if (asked.length === 0) return nothingLearnt(theirs);
  const owned = asked.filter(({ access }) => access === "served");
  const [first] = owned;
  if (first === undefined) return withoutControl("what a user is listed, this user was not served");
  const control = first.exchange.id;
  const others = attemptsOf(evidence, "other");
  if (attemptsOf(evidence, "nobody").some(({ access }) => access === "served"))
    return { verdict: "not-applicable", because: "it is served without any token" };
  const told = owned.map((own) => ({ own, words: wordsOf(evidence, own) }));
  const known = told.filter(({ words }) => words.size > 0);
  if (known.length === 0) return unclear("what the user is served has too few words to be known again");
  const hits = known.flatMap(({ own, words }): Hit[] => {
    const taken = attemptOf(evidence, own.label.replace("own", "other"));
    if (taken === undefined || !shows(words, taken.exchange.reply)) return [];
    return [{ own, taken, refusedBy: refusedBy(evidence, own.label.split(":")[1] ?? "") }];
  });
  if (hits.length > 0) return weighed(hits, others, theirs, control);
  if (others.some(({ access }) => access === "unknown")) return unclear("the other user was not answered");
  const because = `what only ${first.exchange.principal} is listed was served to this user alone`;
  return { verdict: "pass", because, control };
}

function nothingLearnt(theirs: Attempt | undefined): Judgement {
  if (theirs === undefined) return { verdict: "not-applicable", because: "no list gives an id for it" };
  if (theirs.access !== "served" || isCut(theirs.exchange.reply))
    return unclear("what the other user is listed could not be read to its end");
  return { verdict: "not-applicable", because: "both users are listed the same" };
}

/** Words of an object that neither the other user's list nor nobody is told. */
function wordsOf(evidence: Evidence, own: Attempt): ReadonlySet<string> {
  const no = own.label.split(":")[1];
  const replies = (label: string) => attemptsOf(evidence, label).map(({ exchange }) => exchange.reply);
  const sent = JSON.stringify(own.exchange.request.params);
  return privateWords(
    [own.exchange.reply, ...replies(`own again:${no}`)],
    [...replies("list of other"), ...replies(`nobody:${no}`)],
    sent,
  );
}

/** A tool that gives the object to its user, refuses it to the other one, and works for the other one's own. */
function refusedBy(evidence: Evidence, no: string): Attempt | undefined {
  return attemptsOf(evidence, `sibling other:${no}`).find(({ access, label }) => {
    const of = (kind: string) => attemptOf(evidence, label.replace("sibling other", kind))?.access;
    return access === "refused" && of("sibling own") === "served" && of("sibling works") === "served";
  });
}
