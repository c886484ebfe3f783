import type { Evidence } from "../../../src/model/check.ts";
import type { Exchange } from "../../../src/model/exchange.ts";
import { type Reply, succeeded } from "../../../src/model/reply.ts";
import { isInvalidResult } from "../../../src/oracle/invalid-result.ts";
import { newMarker } from "../../../src/payloads/marker.ts";
import { computedText } from "../../../src/payloads/sql/dialects.ts";
import { type Escape, escapes } from "./escapes.ts";
import { found, look } from "./look.ts";
import type { StatementRunner } from "./statement-runner.ts";
import type { Written } from "./written.ts";

/**
 * Makes a table of our own that holds a product the database had to compute, then looks whether it is there. The reply to
 * the write counts for nothing: some servers write and answer with an error.
 */
export async function probeEscapes(runner: StatementRunner, only: readonly string[] | undefined): Promise<void> {
  for (const way of escapes) {
    if (!way.dialects.includes(runner.dialect) || !(only?.includes(way.name) ?? true)) continue;
    if (await writes(runner, way)) return;
  }
}

/** The first escape of which the table was seen, elsewhere or at least on the session that wrote it; pure. */
export function findEscape({ exchanges, observations }: Evidence): Written | undefined {
  const attacks = exchanges.filter(({ label }) => label.startsWith("write:"));
  for (const certain of [true, false]) {
    for (const attack of attacks) {
      const technique = attack.label.slice("write:".length);
      const label = `${certain ? "look" : "own"}:${technique}`;
      const seen = [...exchanges, ...observations].find((item) => item.label === label && found(item, attack));
      if (seen === undefined) continue;
      const where = "reply" in seen ? (certain ? elsewhere : sameSession) : "found in the database";
      const how = technique === "plain-write" ? "a plain CREATE TABLE" : `CREATE TABLE after "${technique}"`;
      const because = `${how} wrote a table, ${where}${although(attack.reply)}`;
      return { technique, proof: [attack.id, seen.id], because, certain };
    }
  }
  return undefined;
}

const elsewhere = "read back through the tool on a new session";
const sameSession = "seen on the same session alone, which may have a database to itself";

/** What a client was told of the write, where that hides it. */
function although(reply: Reply): string {
  if (reply.kind !== "result") return ", although the reply to it was an error";
  return isInvalidResult(reply.result) ? ", although the reply to it is invalid, which clients show as an error" : "";
}

async function writes(runner: StatementRunner, way: Escape): Promise<boolean> {
  const table = `gauntlet_${runner.random.word(10)}`;
  const marker = newMarker(runner.random);
  const facts = { table, computed: marker.product };
  const create = `CREATE TABLE ${table} AS SELECT ${computedText(marker)} AS v`;
  let attack: Exchange | undefined;
  let seen = false;
  try {
    attack = await runner.run(way.wrap(create), { role: "attack", label: `write:${way.name}`, facts });
    seen = found(await look(runner, `look:${way.name}`, "confirm", facts), attack);
    if (!seen && succeeded(attack.reply)) {
      await runner.run(`SELECT v FROM ${table}`, { role: "confirm", label: `own:${way.name}`, facts });
    }
  } finally {
    // Undefined = the run was stopped while the write was under way: it may have happened.
    if (seen || attack === undefined || succeeded(attack.reply)) {
      const drop = way.wrap(`DROP TABLE IF EXISTS ${table}`);
      await runner.run(drop, { role: "cleanup", label: `drop:${way.name}`, facts });
      if (seen || attack === undefined) await look(runner, `gone:${way.name}`, "cleanup", facts);
    }
  }
  return seen;
}
