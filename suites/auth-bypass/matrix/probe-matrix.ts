import type { ForgedKind } from "../../../src/model/forged-kind.ts";
import type { AsOthers } from "../../as-others.ts";
import { attempt, callOf } from "../people/call.ts";
import { sendings } from "../rung/sendings.ts";
import { holderOf } from "./pairs.ts";

/** Calls the tool as somebody for whom it works, and as the asker, by an own token or by changed ones. */
export async function probeMatrix(
  { subject, scene, args, identities, only }: AsOthers,
  kinds: readonly ForgedKind[],
): Promise<void> {
  const holder = holderOf(scene, subject);
  const { principal = "" } = subject;
  if (holder === undefined) return;
  const call = callOf(subject, holder, args);
  const wanted = kinds.filter((kind) => only === undefined || only.includes(kind));
  const { made, missing } = await sendings(identities, principal, wanted, []);
  const step = { role: "control", label: "holder", facts: { missing } } as const;
  await attempt(identities, { principal: holder.name }, call, step);
  const own = kinds.length === 0;
  await attempt(identities, { principal }, call, {
    role: own ? "attack" : "baseline",
    label: own ? "own:1" : "refused",
  });
  for (const { label, who } of made) await attempt(identities, who, call, { role: "attack", label });
}
