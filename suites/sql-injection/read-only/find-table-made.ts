import type { Evidence } from "../../../src/model/check.ts";
import type { Reply } from "../../../src/model/reply.ts";
import { isInvalidResult } from "../../../src/oracle/invalid-result.ts";
import { found } from "./look.ts";
import { disguises, plainWrite } from "./ways.ts";
import type { Written } from "./written.ts";

/**
 * The first way by which a table was made, seen elsewhere or at least on the session that made it; pure. Where nothing was
 * promised, the plain write is no finding.
 */
export function findTableMade({ exchanges, observations }: Evidence, promised: boolean): Written | undefined {
  const attacks = exchanges.filter(
    ({ label }) => label.startsWith("write:") && (promised || label !== `write:${plainWrite}`),
  );
  for (const certain of [true, false]) {
    for (const attack of attacks) {
      const technique = attack.label.slice("write:".length);
      const label = `${certain ? "look" : "own"}:${technique}`;
      const seen = [...exchanges, ...observations].find((item) => item.label === label && found(item, attack));
      if (seen === undefined) continue;
      const where = "reply" in seen ? (certain ? elsewhere : sameSession) : "found in the database";
      const because = `${how(technique)} wrote a table, ${where}${although(attack.reply)}`;
      return { technique, proof: [attack.id, seen.id], because, certain };
    }
  }
  return undefined;
}

const elsewhere = "read back through the tool on a new session";
const sameSession = "seen on the same session alone, which may have a database to itself";

function how(technique: string): string {
  if (technique === plainWrite) return "a plain CREATE TABLE";
  const disguised = disguises.some(({ name }) => name === technique);
  return `CREATE TABLE ${disguised ? "in the disguise" : "after"} "${technique}"`;
}

/** What a client was told of the write, where that hides it. */
function although(reply: Reply): string {
  if (reply.kind !== "result") return ", although the reply to it was an error";
  return isInvalidResult(reply.result) ? ", although the reply to it is invalid, which clients show as an error" : "";
}
