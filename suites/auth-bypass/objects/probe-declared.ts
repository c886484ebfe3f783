import type { AsOthers } from "../../as-others.ts";
import { ask, attempt, callOf } from "../people/call.ts";
import { admitted, personNamed } from "../people/people.ts";

/** Others who ask for an object; one that is not checked is served to all. */
const mostOthers = 3;

/** Asks for the sample of a principal as this one, as nobody, and as others. */
export async function probeDeclared({ subject, scene, args, identities }: AsOthers): Promise<void> {
  const owner = personNamed(scene, subject.principal);
  if (owner === undefined) return;
  const call = callOf(subject, owner, args);
  const { name: principal } = owner;
  const { visit } = await attempt(identities, { principal }, call, { role: "control", label: "owner" });
  if (visit !== undefined) await ask(visit, call, { role: "control", label: "owner again" });
  await attempt(identities, { principal, forged: null }, call, { role: "baseline", label: "nobody" });
  const others = admitted(scene).filter(({ name }) => name !== principal);
  for (const [at, other] of others.slice(0, mostOthers).entries()) {
    await attempt(identities, { principal: other.name }, call, { role: "attack", label: `other:${at + 1}` });
  }
}
