import type { Visit } from "../../../src/model/identity.ts";
import { accessOf } from "../../../src/oracle/access/access.ts";
import type { AsOthers } from "../../as-others.ts";
import { ask, callOf } from "../people/call.ts";
import { personNamed } from "../people/people.ts";
import { listedFor } from "./listed.ts";

/** Calls every tool that a principal is shown, as this one; where it is refused, with the same arguments as another one. */
export async function probeListed({ subject, scene, args, identities }: AsOthers): Promise<void> {
  const asker = personNamed(scene, subject.principal);
  if (asker === undefined) return;
  const step = { role: "setup", label: "asker:enter" } as const;
  const { visit } = await identities.enter({ principal: asker.name }, step);
  if (visit === undefined) return;
  const holders = new Map<string, Visit | undefined>();
  for (const { tool, holder, expected } of listedFor(scene, asker)) {
    const call = callOf({ key: tool, tool }, undefined, args);
    const facts = { tool, allowed: expected === "allow", promised: scene.promises.exposure === "by-role" };
    const asked = await ask(visit, call, { role: "attack", label: `asker:${tool}`, facts });
    if (accessOf(asked.reply) !== "refused") continue;
    if (!holders.has(holder.name)) {
      const entered = await identities.enter({ principal: holder.name }, { ...step, label: "holder:enter" });
      holders.set(holder.name, entered.visit);
    }
    const other = holders.get(holder.name);
    if (other !== undefined) await ask(other, call, { role: "control", label: `holder:${tool}`, facts });
  }
}
