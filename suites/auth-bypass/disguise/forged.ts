import type { ForgedKind } from "../../../src/model/forged-kind.ts";
import type { Identity } from "../../../src/model/identity.ts";
import type { AsOthers } from "../../as-others.ts";
import type { Disguise } from "./disguise.ts";

/** The disguise that a token of this kind is, made from that of the right user. */
export async function forgedDisguises(
  { identities }: AsOthers,
  { name: principal }: Identity,
  kind: ForgedKind,
): Promise<readonly Disguise[] | string> {
  const forged = await identities.forge(kind, principal);
  if (typeof forged === "string") return forged;
  return forged.map((one) => ({ technique: kind, who: { principal, forged: one } }));
}
