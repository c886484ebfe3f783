import type { AsOthers } from "../../as-others.ts";
import { ask, attempt, callOf } from "../people/call.ts";
import { admitted, personNamed } from "../people/people.ts";

/** Asks twice as the right user, as another one, and then as nobody. */
export async function probeAnonymous({ subject, scene, args, identities }: AsOthers): Promise<void> {
  const user = personNamed(scene, subject.principal);
  const call = callOf(subject, user, args);
  const facts = { required: scene.promises.authentication === "required" };
  if (user?.credentials) {
    const { name: principal } = user;
    const { visit } = await attempt(identities, { principal }, call, { role: "control", label: "right", facts });
    if (visit !== undefined) await ask(visit, call, { role: "control", label: "right again" });
    const other = admitted(scene).find(({ name }) => name !== principal);
    if (other !== undefined) {
      await attempt(identities, { principal: other.name }, call, { role: "baseline", label: "other" });
    }
  }
  await attempt(identities, { principal: "anonymous" }, call, { role: "attack", label: "nobody", facts });
}
