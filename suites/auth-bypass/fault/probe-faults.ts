import type { ForgedKind } from "../../../src/model/forged-kind.ts";
import type { Provider, ProviderFault } from "../../../src/model/identity.ts";
import type { Identities } from "../../../src/model/ports.ts";
import type { AsOthers } from "../../as-others.ts";
import { attempt, type Call, callOf } from "../people/call.ts";
import { personNamed } from "../people/people.ts";
import { type Sending, sendings } from "../rung/sendings.ts";

/** What is sent under each fault. Whoever waits for slow keys waits for each token: there one that makes it ask is enough. */
const underFault: Readonly<Record<ProviderFault, readonly ForgedKind[]>> = {
  down: ["unknown-kid", "foreign-signature", "expired"],
  errors: ["unknown-kid", "foreign-signature", "expired"],
  slow: ["unknown-kid"],
};

/** Milliseconds between attempts to make the server ask for keys: libraries do not ask again within 30 seconds. */
const patience = [0, 5_000, 28_000];
/** Milliseconds before each attempt of the right user after the end of the faults. */
const recovery = [0, 2_000, 8_000, 25_000];

/**
 * Asks as the right user and as nobody; then, under each fault, with tokens that the server needs its provider to judge; then,
 * with the provider in order, as the right user and with the same tokens again.
 */
export async function probeFaults({ subject, scene, args, identities, only }: AsOthers): Promise<void> {
  const { provider } = identities;
  const { principal = "" } = subject;
  const call = callOf(subject, personNamed(scene, principal), args);
  const { made, missing } = await sendings(identities, principal, underFault.down, []);
  const why = provider === undefined ? ["only the test issuer can fail: set up `issuer` in the config"] : missing;
  const step = { role: "control", label: "right", facts: { missing: [...why] } } as const;
  await attempt(identities, { principal }, call, step);
  if (provider === undefined || made.length === 0) return;
  await attempt(identities, { principal, forged: null }, call, { role: "baseline", label: "nobody" });
  const asked: Record<string, number> = {};
  try {
    for (const fault of Object.keys(underFault) as ProviderFault[]) {
      if (only !== undefined && !only.includes(fault)) continue;
      const wanted = made.filter(({ label }) => underFault[fault].some((kind) => label.startsWith(`${kind}:`)));
      asked[fault] = await failing(provider, fault, wanted, identities, call);
    }
  } finally {
    provider.heal();
  }
  await recovered(provider, principal, identities, call, asked);
  for (const { label, who } of made)
    await attempt(identities, who, call, { role: "baseline", label: `healthy ${label}` });
}

/** The number of requests that the server made to its provider meanwhile. */
async function failing(
  provider: Provider,
  fault: ProviderFault,
  wanted: readonly Sending[],
  identities: Identities,
  call: Call,
): Promise<number> {
  const before = provider.asked();
  provider.fail(fault);
  for (const [turn, ms] of patience.entries()) {
    if (ms > 0) await provider.settle(ms);
    for (const { label, who } of wanted)
      await attempt(identities, who, call, { role: "attack", label: `${fault}:${label}:${turn + 1}` });
    if (provider.asked() > before) break;
    // The server that once did not ask is not waited for again under another fault.
    if (fault !== "down") break;
  }
  return provider.asked() - before;
}

async function recovered(
  provider: Provider,
  principal: string,
  identities: Identities,
  call: Call,
  asked: Readonly<Record<string, number>>,
): Promise<void> {
  for (const [turn, ms] of recovery.entries()) {
    if (ms > 0) await provider.settle(ms);
    const step = { role: "control", label: `right again:${turn + 1}`, facts: { asked: { ...asked } } } as const;
    const { exchange } = await attempt(identities, { principal }, call, step);
    if (exchange.reply.kind === "result") return;
  }
}
