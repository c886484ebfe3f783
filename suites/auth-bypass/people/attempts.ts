import type { Evidence } from "../../../src/model/check.ts";
import type { Exchange } from "../../../src/model/exchange.ts";
import { type Access, accessOf } from "../../../src/oracle/access/access.ts";

/** One attempt as somebody: how far it came, and the exchange that tells. */
export interface Attempt {
  readonly label: string;
  readonly access: Access;
  /** The call, or the handshake where it came no further. */
  readonly exchange: Exchange;
}

/** All attempts of one kind in the order they were made: those whose label is `label`, or begins with it and a colon. */
export function attemptsOf({ exchanges }: Pick<Evidence, "exchanges">, label: string): readonly Attempt[] {
  const mine = exchanges.filter((one) => one.label === label || one.label.startsWith(`${label}:`));
  const attempts = new Map<string, Exchange>();
  for (const exchange of mine) attempts.set(exchange.label.replace(/:enter$/, ""), exchange);
  return [...attempts].map(([name, exchange]) => ({
    label: name,
    access: access(exchange),
    exchange,
  }));
}

/** The only attempt of this kind, or the last one. */
export function attemptOf(evidence: Pick<Evidence, "exchanges">, label: string): Attempt | undefined {
  return attemptsOf(evidence, label).at(-1);
}

/** Every attempt that was an attack. */
export function attacksOf(evidence: Pick<Evidence, "exchanges">): readonly Attempt[] {
  const attacks = evidence.exchanges.filter(({ role }) => role === "attack");
  const labels = new Set(attacks.map(({ label }) => label.replace(/:enter$/, "")));
  return [...labels].flatMap((label) => attemptOf(evidence, label) ?? []);
}

/**
 * A session that opened, and over which nothing could be asked any more, tells nothing. A server that is started for somebody
 * and ends before it opens one has refused them: many look at the credentials in their environment first.
 */
function access({ label, reply }: Exchange): Access {
  const found = accessOf(reply);
  if (!label.endsWith(":enter")) return found;
  if (reply.kind === "closed" && reply.exited) return "refused";
  return found === "served" ? "unknown" : found;
}
