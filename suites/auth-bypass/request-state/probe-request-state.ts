import type { Identity, Line } from "../../../src/model/identity.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import type { Step } from "../../../src/model/ports.ts";
import type { Scene } from "../../../src/model/scene.ts";
import type { AsOthers } from "../../as-others.ts";
import { changesNothing } from "../../changes-nothing.ts";
import { isListed } from "../matrix/pairs.ts";
import { marksOf } from "../objects/marks.ts";
import { callOf, provableTools } from "../people/call.ts";
import { personNamed } from "../people/people.ts";
import { rivalOf } from "../people/rival.ts";
import { rewritten } from "./rewritten.ts";
import { goneOn, roundIn } from "./rounds.ts";

/** Tools that are called to see whether they ask for anything. */
const mostTools = 12;

/** Tools that may ask for input, and that both users are shown. */
export function askableTools(scene: Scene, user: Identity, rival: Identity): readonly string[] {
  return provableTools(scene, user)
    .filter((tool) => isListed(rival, tool))
    .slice(0, mostTools);
}

/**
 * Looks for a tool that asks its caller for something and gives a state to go on with; goes on as the user whose state it is, and as
 * another one: with that state as it is, and with an own one in which the names are changed.
 */
export async function probeRequestState({ subject, scene, args, identities }: AsOthers): Promise<void> {
  const user = personNamed(scene, subject.principal);
  const rival = user && rivalOf(scene, user);
  if (user === undefined || rival === undefined) return;
  const lineOf = async (principal: string): Promise<Line | undefined> =>
    (await identities.enter({ principal }, { role: "setup", label: `${principal}:enter` })).visit?.line("shown");
  const own = await lineOf(user.name);
  const others = await lineOf(rival.name);
  if (own === undefined || others === undefined) return;
  for (const tool of askableTools(scene, user, rival)) {
    const { params } = callOf({ key: tool, tool }, user, args);
    const begun = async (line: Line) =>
      roundIn((await line.request("tools/call", params, { role: "setup", label: "begin" })).reply);
    const agrees = onlyReads(scene, user, tool);
    const first = await begun(own);
    if (first === undefined) continue;
    const goOn = (line: Line, next: JsonObject, step: Step) => line.request("tools/call", next, step);
    await goOn(own, goneOn(params, first, agrees), { role: "control", label: "owner" });
    const second = await begun(own);
    if (second !== undefined)
      await goOn(own, goneOn(params, second, agrees), { role: "control", label: "owner again" });
    const theirs = await begun(others);
    if (theirs !== undefined) await goOn(others, goneOn(params, theirs, agrees), { role: "baseline", label: "rival" });
    const third = await begun(own);
    if (third !== undefined) await goOn(others, goneOn(params, third, agrees), { role: "attack", label: "replayed:1" });
    const fresh = await begun(others);
    const requestState = fresh && rewritten(fresh.requestState, namesOf(rival, user));
    if (fresh !== undefined && requestState !== undefined) {
      const forged = goneOn(params, { ...fresh, requestState }, agrees);
      await goOn(others, forged, { role: "attack", label: "rewritten:1" });
    }
    return;
  }
}

/** Each name of the one, with the name of the same kind of the other. */
function namesOf(from: Identity, to: Identity): readonly (readonly [string, string])[] {
  const claims = Object.keys(from.claims ?? {}).flatMap((claim) => {
    const pair = [from.claims?.[claim], to.claims?.[claim]];
    const [one, other] = pair.map((value) => (typeof value === "string" ? value : ""));
    return one && other && one !== other && marksOf(from).person.includes(one) ? [[one, other] as const] : [];
  });
  return [...claims, [from.name, to.name]];
}

function onlyReads(scene: Scene, { admitted }: Identity, tool: string): boolean {
  const listed = admitted.ok ? admitted.surface.tools.find(({ name }) => name === tool) : undefined;
  return changesNothing(scene, listed ?? { name: tool });
}
