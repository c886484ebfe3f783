import type { AsOthers } from "../../as-others.ts";
import { attempt, callOf } from "../people/call.ts";
import { personNamed } from "../people/people.ts";
import type { Tokens } from "./rung.ts";
import { sendings } from "./sendings.ts";

/** Asks as the right user, as nobody, and then with every wrong token; each on a session of its own. */
export async function probeRung(
  { subject, scene, args, identities, only }: AsOthers,
  { kinds, unless, sentAs }: Tokens,
): Promise<void> {
  const { principal = "" } = subject;
  const call = callOf(subject, personNamed(scene, principal), args);
  const wanted = kinds.filter((kind) => only === undefined || only.includes(kind));
  const { made, missing } = await sendings(identities, principal, wanted, sentAs);
  const plainer = await sendings(identities, principal, unless, []);
  await attempt(identities, { principal }, call, { role: "control", label: "right", facts: { missing } });
  if (made.length === 0) return;
  await attempt(identities, { principal, forged: null }, call, { role: "baseline", label: "nobody" });
  for (const { label, who } of plainer.made) {
    await attempt(identities, who, call, { role: "baseline", label: `plainer:${label}` });
  }
  for (const { label, who } of made) await attempt(identities, who, call, { role: "attack", label });
  await attempt(identities, { principal }, call, { role: "control", label: "right again" });
}
