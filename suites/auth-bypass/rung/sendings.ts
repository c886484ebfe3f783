import type { ForgedKind } from "../../../src/model/forged-kind.ts";
import type { Who } from "../../../src/model/identity.ts";
import type { Identities } from "../../../src/model/ports.ts";

/** One wrong token to send, and what the step is called. */
export interface Sending {
  /** `KIND:NUMBER`. */
  readonly label: string;
  readonly who: Who;
}

/** Every token of these kinds; `missing` has one phrase for each kind that cannot be made. */
export async function sendings(
  identities: Identities,
  principal: string,
  kinds: readonly ForgedKind[],
  sentAs: readonly NonNullable<Who["sentAs"]>[],
): Promise<{ readonly made: readonly Sending[]; readonly missing: readonly string[] }> {
  const made: Sending[] = [];
  const missing = new Set<string>();
  for (const kind of kinds) {
    const forged = await identities.forge(kind, principal);
    if (typeof forged === "string") missing.add(forged);
    else
      for (const [at, one] of forged.entries()) {
        const label = `${kind}:${at + 1}`;
        const who = { principal, forged: one };
        if (sentAs.length === 0) made.push({ label, who });
        else made.push(...sentAs.map((how) => ({ label: `${label}:${how}`, who: { ...who, sentAs: how } })));
      }
  }
  return { made, missing: [...missing] };
}
