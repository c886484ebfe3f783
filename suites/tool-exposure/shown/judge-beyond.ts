import type { Evidence } from "../../../src/model/check.ts";
import type { Json } from "../../../src/model/json.ts";
import { toolList } from "../../../src/model/server-lists.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { withoutControl } from "../../inconclusive.ts";
import { listed, namesIn } from "./lists.ts";
import { someOf } from "./some-of.ts";

/** One principal's list against what the owner expects of it; pure. */
export function judgeBeyond({ exchanges, subject }: Evidence): Judgement {
  const list = listed(exchanges, toolList, "list");
  if (list === undefined) return withoutControl(`${subject.principal} was shown no list`);
  const [page] = list.pages;
  const names = new Set(namesIn(list, toolList));
  const among = (fact: Json | undefined) =>
    (Array.isArray(fact) ? fact : []).filter((one): one is string => typeof one === "string" && names.has(one));
  const leftOut = among(page.facts.leftOut);
  const denied = among(page.facts.denied);
  const proof = [page.id, ...list.pages.slice(1).map(({ id }) => id)] as const;
  const said = (tools: readonly string[], why: string) => (tools.length === 0 ? [] : [`${someOf(tools)}, ${why}`]);
  const own = said(leftOut, "which expect.list leaves out");
  const refused = said(denied, "which expect.deny denies to it");
  if (own.length > 0 || (refused.length > 0 && page.facts.byRole === true)) {
    const because = `${subject.principal} is listed ${[...own, ...refused].join("; and ")}`;
    return { verdict: "fail", because, proof, techniques: ["list"] };
  }
  if (refused.length > 0) {
    return { verdict: "noted", because: `${subject.principal} is listed ${refused.join()}`, proof };
  }
  if (names.size === 0) return withoutControl(`the list that ${subject.principal} is shown is empty`);
  const because = `${subject.principal} is listed ${names.size} tools, none that is not for it`;
  return { verdict: "pass", because, control: page.id };
}
