import type { Evidence } from "../../../src/model/check.ts";
import { toolList } from "../../../src/model/server-lists.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { withoutControl } from "../../inconclusive.ts";
import { whyInternal } from "./internal-words.ts";
import { listed } from "./lists.ts";

/** Whether the tool of the subject is in the list again; pure. */
export function judgeInternal({ exchanges, subject }: Evidence): Judgement {
  const list = listed(exchanges, toolList, "list");
  const who = subject.principal === "anonymous" ? "a caller without credentials" : subject.principal;
  if (list === undefined || list.entries.length === 0) return withoutControl(`${who} was shown no tool`);
  const entry = list.entries.find(({ name }) => name === subject.tool);
  const { name, description } = entry ?? {};
  const why =
    typeof name === "string"
      ? whyInternal({ name, ...(typeof description === "string" ? { description } : {}) })
      : undefined;
  const page = list.pages.find(
    ({ reply }) => reply.kind === "result" && JSON.stringify(reply.result).includes(JSON.stringify(subject.tool)),
  );
  if (why !== undefined && page !== undefined) {
    const because = `${who}, like everybody else who comes in, is listed ${name}, which sounds like a tool for those who run the server: ${why}`;
    return { verdict: "noted", because, proof: [page.id] };
  }
  const because = `${who} is shown ${list.entries.length} tools, and none of which the config says nothing is shown to everybody and sounds like one for those who run the server`;
  return { verdict: "pass", because, control: list.pages[0].id };
}
