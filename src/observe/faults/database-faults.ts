import { setTimeout as sleep } from "node:timers/promises";
import type { Json } from "../../model/json.ts";
import type { DatabaseUseFacts, Observation } from "../../model/observation.ts";
import type { DatabaseFaults } from "../../model/ports.ts";
import type { StatementLog } from "../statements/statement-log.ts";
import type { Tap } from "../tap/open-tap.ts";

/** What a probe may do to the database, and what ends all of it. */
export interface OpenFaults {
  readonly port: DatabaseFaults;
  /** Ends what is wrong because of this port. */
  close(): void;
}

/** The port for one round of one subject, which is over when `over` is aborted; what it looks at is recorded through `observe`. */
export function databaseFaults(
  tap: Pick<Tap, "fail" | "heal" | "arrived">,
  log: Pick<StatementLog, "length">,
  observe: (label: string, facts: Readonly<Record<string, Json>>) => Observation,
  over: AbortSignal,
): OpenFaults {
  let failing = false;
  let statements = log.length;
  let connections = tap.arrived();
  const heal = (): void => {
    if (failing) tap.heal();
    failing = false;
  };
  const port: DatabaseFaults = {
    fail(fault) {
      failing = true;
      tap.fail(fault);
    },
    heal,
    look(label) {
      const facts: DatabaseUseFacts = {
        statements: log.length - statements,
        connections: tap.arrived() - connections,
      };
      statements = log.length;
      connections = tap.arrived();
      return observe(label, { ...facts });
    },
    async settle(ms) {
      // Whoever asks for more is told that the probe is over.
      await sleep(ms, undefined, { signal: over }).catch(() => undefined);
    },
  };
  return { port, close: heal };
}
