import { defineHintCheck } from "./hints/define-hint.ts";

/** Does a call take away what the one before had written, where the tool says that it only adds? */
export default defineHintCheck({
  id: "tool-exposure/destructive-hint-broken",
  title: "A tool that says it only adds overwrites",
  severity: "medium",
  why: "Clients ask a user before a destructive call, and not before one with destructiveHint false. What is overwritten so is lost without a question.",
  fix: "Set destructiveHint to true, or leave it out, for every tool that replaces or removes what is there.",
  asks: ({ annotations }) => annotations?.destructiveHint === false && annotations.readOnlyHint !== true,
  broken: ({ overwritten }) => overwritten,
  says: "it declares destructiveHint false",
  verdict: "fail",
});
