import type { Evidence } from "../../../src/model/check.ts";
import type { PressureFacts } from "../../../src/model/load/pressure.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { type Attempt, attemptsOf } from "../../auth-bypass/people/attempts.ts";
import { rightUserNotServed, servedToNobody } from "../../auth-bypass/people/judgements.ts";
import { ladder } from "../../auth-bypass/rung/ladder.ts";
import { unclear, withoutControl } from "../../inconclusive.ts";
import { factsOf } from "../over/facts-of.ts";
import { labelledWith } from "./relabelled.ts";

/** What the climbs under load are called. */
export const turns = ["loaded 1", "loaded 2", "loaded 3"] as const;

/** Served under load, refused in calm, and more than once: then it was the load that opened the door. Pure. */
export function judgeUnderLoad(evidence: Evidence): Judgement {
  const calm = attemptsIn(evidence, "calm");
  const right = calm.find(({ label, access }) => label === "right" && access === "served");
  if (right === undefined) return rightUserNotServed;
  if (calm.some(({ label, access }) => label === "nobody" && access === "served")) return servedToNobody;
  const refused = new Map(calm.filter(({ access }) => access === "refused").map((one) => [one.name, one]));
  const loaded = turns.flatMap((turn) => attemptsIn(evidence, turn));
  const wrong = loaded.filter(({ name, label }) => refused.has(name) && !label.startsWith("right"));
  const served = wrong.filter(({ access }) => access === "served");
  const pressed = factsOf<PressureFacts>(evidence, "load");
  const [first, second] = served;
  if (first !== undefined) {
    const users = typeof pressed === "string" ? "many" : pressed.facts.groups[0]?.users;
    const because = `beside ${users} users ${served.length} of ${wrong.length} calls were served that are refused in calm, such as one ${said(first)}`;
    const calmly = refused.get(first.name)?.exchange.id ?? right.exchange.id;
    const proof = [
      first.exchange.id,
      calmly,
      ...served.slice(1, mostProof).map(({ exchange }) => exchange.id),
    ] as const;
    if (second === undefined) return { verdict: "suspected", because: `${because}; it was seen once`, proof };
    return { verdict: "fail", because, proof, control: right.exchange.id, techniques: ["load"] };
  }
  if (typeof pressed === "string") return withoutControl(pressed);
  const [users] = pressed.facts.groups;
  if (users === undefined || users.calls === 0)
    return withoutControl("no call was made beside, so it was as calm as before");
  const still = loaded.find(({ label, access }) => label.startsWith("right") && access === "served");
  if (still === undefined) return unclear("under load the right user was not served either, so that nothing was asked");
  const turnedAway = wrong.filter(({ access }) => access === "refused").length;
  if (turnedAway === 0) return unclear("no wrong caller was answered under load");
  const because = `beside ${users.users} users, who made ${users.calls} calls meanwhile, ${turnedAway} of ${wrong.length} wrong callers were refused, none was served, and the right one was`;
  return { verdict: "pass", because, control: still.exchange.id };
}

const mostProof = 6;

/** Every attempt of one climb; `name` tells rungs apart. */
function attemptsIn({ exchanges }: Evidence, when: string): readonly (Attempt & { readonly name: string })[] {
  return ladder.flatMap(({ id }) => {
    const own = labelledWith(exchanges, when, id);
    const labels = new Set(own.map(({ label }) => label.replace(/:enter$/, "")));
    return [...labels].flatMap((label) => {
      const attempt = attemptsOf({ exchanges: own }, label).find((one) => one.label === label);
      return attempt === undefined ? [] : [{ ...attempt, name: `${id} ${label}` }];
    });
  });
}

function said({ label, exchange }: Attempt): string {
  return label === "nobody" ? "without any token" : `with a token ${exchange.facts.token ?? "that is wrong"}`;
}
