import { setTimeout as sleep } from "node:timers/promises";
import { endpointNames, type Faults, noFaults } from "../../identity/issuer/faults.ts";
import type { Provider, ProviderFault } from "../../model/identity.ts";
import type { Principal } from "../../model/principal.ts";
import { type EmbeddedIssuer, mintAs } from "../issuer/embedded-issuer.ts";

/** What a probe may do to the test issuer, and what ends all of it. */
export interface OpenProvider {
  readonly port: Provider | undefined;
  /** Ends the faults that came of this port. */
  close(): void;
}

/** Longer than common libraries wait for keys: jose 5 seconds, others 10. */
const slowMs = 15_000;

const faults: Readonly<Record<ProviderFault, Partial<Faults>>> = {
  down: { down: endpointNames },
  errors: { errorShare: 1 },
  slow: { slowMs },
};

/** The port for one round of one subject, which is over when `over` is aborted; none before the test issuer is open. */
export function providerOf(
  embedded: EmbeddedIssuer | undefined,
  principals: readonly Principal[],
  over: AbortSignal,
): OpenProvider {
  const issuer = embedded?.issuer;
  if (embedded === undefined || issuer === undefined) return { port: undefined, close: () => undefined };
  let failing = false;
  const heal = (): void => {
    if (failing) issuer.heal();
    failing = false;
  };
  const port: Provider = {
    fail(fault) {
      failing = true;
      issuer.fail({ ...noFaults, ...faults[fault] });
    },
    heal,
    async rotate(name) {
      const token = principals.find((one) => one.name === name)?.token;
      const claims = token && embedded.claimsOf(token);
      if (claims === undefined) return `${name} has no token of the test issuer`;
      await issuer.rotate("overlapping");
      return {
        token: await issuer.mint(claims, mintAs(claims)),
        says: "signed with the new key of its issuer",
      };
    },
    asked: () => issuer.requests().length,
    async settle(ms) {
      // Whoever asks for more is told that the probe is over.
      await sleep(ms, undefined, { signal: over }).catch(() => undefined);
    },
  };
  return { port, close: heal };
}
