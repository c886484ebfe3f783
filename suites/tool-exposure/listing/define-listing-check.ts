import { type Check, defineCheck } from "../../../src/model/check.ts";
import { judgeListing } from "./judge-listing.ts";
import { listRequests, probeListing } from "./probe-listing.ts";
import { type ListingQuestion, subjectsOf } from "./question.ts";

/**
 * Makes a check of what a server lists: one subject for each thing in which something was found, which is then listed again and has to
 * show it again. Where nothing was found, the list that is read again is the control.
 */
export function defineListingCheck(question: ListingQuestion): Check {
  const { told, find, otherwise, ...said } = question;
  return defineCheck({
    ...said,
    needs: ["calls"],
    uses: ["identities"],
    phase: "main",
    control: "baseline",
    requests: listRequests,
    subjects: (scene) => subjectsOf(question, scene),
    probe: (ctx) => probeListing(question, ctx),
    judge: (evidence) => judgeListing(question, evidence),
  });
}
