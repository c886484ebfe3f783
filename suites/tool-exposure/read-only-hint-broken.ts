import { defineHintCheck } from "./hints/define-hint.ts";

/**
 * Does a tool write that says that it only reads? Where the database is looked at, or the owner promises it too, that is asked by
 * `promises/read-only-tool-changes-data`; here what a list of the server shows afterwards tells. The control is the tool's own call.
 */
export default defineHintCheck({
  id: "tool-exposure/read-only-hint-broken",
  title: "A tool that says it only reads writes",
  severity: "medium",
  why: "Clients let a model call a tool with readOnlyHint as often as it likes and ask nobody. What such a call writes is written without anyone's consent.",
  fix: "Set readOnlyHint to false, or leave it out, for every tool that keeps anything of a call.",
  asks: ({ annotations }, { changes }) => annotations?.readOnlyHint === true && changes === undefined,
  broken: ({ written }) => written,
  says: "it declares readOnlyHint true",
  verdict: "fail",
});
