import type { Judgement } from "../../../src/model/verdict.ts";
import { withoutControl } from "../../inconclusive.ts";

/** The judgement where the call did not work for whom it should. */
export const rightUserNotServed: Judgement = withoutControl(
  "the right user was not served; where it is a tool that was called, give a sample that works for it",
);

/** The judgement where the call works for everybody, so that a token proves nothing. */
export const servedToNobody: Judgement = {
  verdict: "not-applicable",
  because: "this call is served without any token",
};
