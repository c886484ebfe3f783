import { defineHintCheck } from "./hints/define-hint.ts";

/** Was a tool seen to write that says neither that it does nor that it does not? Only ever a note: no hint means the worst. */
export default defineHintCheck({
  id: "tool-exposure/writing-tool-not-annotated",
  title: "A tool that writes has no annotations",
  severity: "low",
  why: "Without readOnlyHint and destructiveHint a client cannot tell a tool that writes from one that reads, and users who are asked for each of them stop reading the question.",
  fix: "Annotate every tool: readOnlyHint, and for those that write destructiveHint and idempotentHint.",
  // For a note, nothing is called that would not have been called anyhow.
  asks: ({ name, annotations }, { sampled, called }) =>
    annotations?.readOnlyHint === undefined &&
    annotations?.destructiveHint === undefined &&
    (sampled(name) || called.worked.includes(name)),
  broken: ({ written }) => written,
  says: "it has neither readOnlyHint nor destructiveHint",
  verdict: "noted",
});
