import { defineHintCheck } from "./hints/define-hint.ts";

/** Does the same call twice leave two things behind, where the tool says that the second one changes nothing? */
export default defineHintCheck({
  id: "tool-exposure/idempotent-hint-broken",
  title: "A tool that says a repeated call changes nothing does it again",
  severity: "low",
  why: "Clients repeat the call of a tool with idempotentHint when its answer was lost. What they meant to do once is then done twice: a second order, a second payment.",
  fix: "Make the call idempotent, by a key that the caller chooses, or leave idempotentHint out.",
  asks: ({ annotations }) => annotations?.idempotentHint === true && annotations.readOnlyHint !== true,
  broken: ({ repeated }) => repeated,
  says: "it declares idempotentHint true",
  verdict: "fail",
});
