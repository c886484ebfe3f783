import type { Evidence } from "../../../src/model/check.ts";
import { succeeded } from "../../../src/model/reply.ts";
import { showsComputed } from "../../../src/oracle/computed.ts";
import { newMarker } from "../../../src/payloads/marker.ts";
import { denied } from "./look.ts";
import type { StatementRunner } from "./statement-runner.ts";
import type { Written } from "./written.ts";

export const largeObject = "large-object";

/** PostgreSQL stores what a function inside a SELECT is given; read back on a session that took no part, and removed. */
export async function storeLargeObject({ dialect, random, run, runFresh }: StatementRunner): Promise<void> {
  const marker = newMarker(random);
  const id = random.integer(1_000_000_000, 2_000_000_000);
  const facts = { id, computed: marker.product };
  const read = `SELECT convert_from(lo_get(${id}),'UTF8') AS v`;
  const store = `SELECT lo_from_bytea(${id},convert_to(${dialect.computedText(marker)},'UTF8')) AS gauntlet`;
  let stored: boolean | undefined;
  try {
    stored = succeeded((await run(store, { role: "attack", label: "lo:store", facts })).reply);
    if (stored) await runFresh(read, { role: "confirm", label: "lo:look", facts });
  } finally {
    if (stored !== false) {
      await run(`SELECT lo_unlink(${id}) AS gauntlet`, { role: "cleanup", label: "lo:unlink", facts });
      await runFresh(read, { role: "cleanup", label: "lo:gone", facts });
    }
  }
}

/** What the evidence shows; pure. */
export function findLargeObject({ exchanges }: Evidence): Written | undefined {
  const stored = exchanges.find(({ label }) => label === "lo:store");
  const seen = exchanges.find((one) => one.label === "lo:look" && showsComputed(one, String(one.facts.computed)));
  if (stored === undefined || seen === undefined) return undefined;
  return {
    technique: largeObject,
    proof: [stored.id, seen.id],
    because: "SELECT lo_from_bytea(…) stored a large object, read back on a new session",
    // Every account of PostgreSQL may store one unless the right was taken away: it harms nothing that was there.
    certain: false,
  };
}

/** Large objects that could not be removed again; pure. */
export function leftLargeObjects({ exchanges }: Evidence): readonly string[] {
  return exchanges
    .filter((one) => one.label === "lo:look" && showsComputed(one, String(one.facts.computed)))
    .filter(({ round }) => !exchanges.some((one) => one.label === "lo:gone" && one.round === round && denied(one)))
    .map(({ facts }) => `large object ${String(facts.id)}`);
}
