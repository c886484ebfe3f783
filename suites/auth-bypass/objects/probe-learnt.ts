import type { Visit } from "../../../src/model/identity.ts";
import type { Json } from "../../../src/model/json.ts";
import { type Reply, replyText } from "../../../src/model/reply.ts";
import { accessOf } from "../../../src/oracle/access/access.ts";
import type { AsOthers } from "../../as-others.ts";
import { ask, attempt, type Call, callOf } from "../people/call.ts";
import { leavesOf } from "./documents.ts";
import { idsIn, type ObjectId } from "./ids-in.ts";
import { isCut } from "./is-cut.ts";
import { type Learnable, learnableOf } from "./learnable.ts";
import { marksOf } from "./marks.ts";
import { areStrangers } from "./peers.ts";

/** Objects that are asked for. */
const mostObjects = 3;

/**
 * Lists as two users, takes ids that only the first one is listed, and asks for them as both. Where the second one is served,
 * other tools that take such an id are asked whether it should have been.
 */
export async function probeLearnt(ctx: AsOthers): Promise<void> {
  const { subject, scene, identities } = ctx;
  const learnable = learnableOf(scene, subject);
  if (learnable === undefined) return;
  const { user, other, tool, param } = learnable;
  const strangers = areStrangers(user, other);
  const facts: Readonly<Record<string, Json>> = {
    marks: [...marksOf(user).person],
    tenants: strangers ? [...marksOf(user).tenant] : [],
    marksOfOther: [...marksOf(other).person, ...(strangers ? marksOf(other).tenant : [])],
    promised: scene.promises.objects === "by-owner",
    other: other.name,
  };
  const learnt = await listed(ctx, learnable, facts);
  if (learnt === undefined) return;
  const byId = ({ tool: name, param: where }: { tool: string; param: string }, id: ObjectId): Call => ({
    method: "tools/call",
    params: { name, arguments: ctx.args.place(ctx.args.valid(name).args, where, id) },
  });
  const { own, others, ids, theirId } = learnt;
  for (const [at, id] of ids.entries()) {
    const call = byId({ tool, param }, id);
    const no = at + 1;
    const first = await ask(own, call, { role: "control", label: `own:${no}`, facts });
    if (accessOf(first.reply) !== "served") continue;
    await ask(own, call, { role: "control", label: `own again:${no}` });
    const taken = await ask(others, call, { role: "attack", label: `other:${no}` });
    if (accessOf(taken.reply) !== "served") continue;
    await attempt(identities, { principal: user.name, forged: null }, call, {
      role: "baseline",
      label: `nobody:${no}`,
    });
    for (const sibling of learnable.siblings) {
      const facts = { sibling: sibling.tool };
      const name = `${no}:${sibling.tool}`;
      await ask(own, byId(sibling, id), { role: "control", label: `sibling own:${name}`, facts });
      await ask(others, byId(sibling, id), { role: "baseline", label: `sibling other:${name}`, facts });
      if (theirId !== undefined)
        await ask(others, byId(sibling, theirId), { role: "control", label: `sibling works:${name}`, facts });
    }
  }
}

interface Learnt {
  readonly own: Visit;
  readonly others: Visit;
  readonly ids: readonly ObjectId[];
  readonly theirId: ObjectId | undefined;
}

/** Reads the listings as both users until one gives ids that only the first one is shown; undefined where none does. */
async function listed(
  { args, identities }: AsOthers,
  { user, other, tool, param, listings }: Learnable,
  facts: Readonly<Record<string, Json>>,
): Promise<Learnt | undefined> {
  const step = (label: string) => ({ role: "setup", label, facts }) as const;
  const own = (await identities.enter({ principal: user.name }, step("list:enter"))).visit;
  const others = (await identities.enter({ principal: other.name }, step("list of other:enter"))).visit;
  if (own === undefined || others === undefined) return undefined;
  for (const listing of listings) {
    const mine = await ask(own, callOf({ key: listing, tool: listing }, user, args), step("list"));
    const found = idsIn(mine.reply, listing, tool, param);
    if (found.length === 0) continue;
    const theirs = await ask(others, callOf({ key: listing, tool: listing }, other, args), step("list of other"));
    if (accessOf(theirs.reply) !== "served" || isCut(theirs.reply)) return undefined;
    const ids = found.filter((id) => !names(theirs.reply, id)).slice(0, mostObjects);
    const theirId = idsIn(theirs.reply, listing, tool, param)[0];
    if (ids.length > 0) return { own, others, ids, theirId };
  }
  return undefined;
}

/** True when a reply names an object, as a value of its own or within a text. */
function names(reply: Reply, id: ObjectId): boolean {
  if (leavesOf(reply).some(({ value }) => value === id || String(value) === String(id))) return true;
  return typeof id === "string" && id.length > 3 && replyText(reply).includes(id);
}
