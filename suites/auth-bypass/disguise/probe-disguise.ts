import type { Identity } from "../../../src/model/identity.ts";
import type { Scene } from "../../../src/model/scene.ts";
import type { AsOthers } from "../../as-others.ts";
import { ask, attempt, callOf } from "../people/call.ts";
import { personNamed, users } from "../people/people.ts";
import { sendings } from "../rung/sendings.ts";
import type { DisguiseCheck } from "./disguise-check.ts";

/** Users whose data is looked for: the right user and three more. */
const mostUsers = 4;

/** The call of the subject as every user, twice each, and as nobody; then in each disguise. */
export async function probeDisguise(
  ctx: AsOthers,
  disguises: DisguiseCheck["disguises"],
  unless: DisguiseCheck["unless"],
): Promise<void> {
  const { subject, scene, args, identities, only } = ctx;
  const user = personNamed(scene, subject.principal);
  if (user === undefined) return;
  const call = callOf(subject, user, args);
  const found = await disguises(ctx, user, call);
  const declared = subject.tool !== undefined && Object.hasOwn(user.samples, subject.tool);
  const facts = { declared, missing: typeof found === "string" ? found : "" };
  for (const [at, { name: principal }] of compared(scene, user).entries()) {
    const step = { role: "control", label: `user ${at + 1}`, facts } as const;
    const { visit } = await attempt(identities, { principal }, call, step);
    if (visit !== undefined) await ask(visit, call, { ...step, label: `user ${at + 1} again` });
  }
  await attempt(identities, { principal: user.name, forged: null }, call, { role: "baseline", label: "nobody" });
  const plainer = await sendings(identities, user.name, unless, []);
  for (const { label, who } of plainer.made)
    await attempt(identities, who, call, { role: "baseline", label: `plainer:${label}` });
  const wanted = typeof found === "string" ? [] : found.filter(({ technique }) => only?.includes(technique) ?? true);
  for (const [at, { technique, who, says, call: own }] of wanted.entries()) {
    await attempt(identities, who, own ?? call, {
      role: "attack",
      label: `${technique}:${at + 1}`,
      facts: says === undefined ? {} : { says },
    });
  }
}

/** The right user, then those of other organisations, then the rest. */
function compared(scene: Scene, user: Identity): readonly Identity[] {
  const others = users(scene).filter(({ name }) => name !== user.name);
  const strangers = others.filter(({ tenant }) => tenant !== user.tenant);
  return [...new Set([user, ...strangers, ...others])].slice(0, mostUsers);
}
