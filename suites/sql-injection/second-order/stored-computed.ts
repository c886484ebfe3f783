import type { Exchange } from "../../../src/model/exchange.ts";
import { showsComputed } from "../../../src/oracle/computed.ts";
import { type Marker, newMarker } from "../../../src/payloads/marker.ts";
import { sqlDialects } from "../../../src/payloads/sql/dialects.ts";
import { ask, type StoredAim, type StoredFound, type StoredTechnique } from "./stored-technique.ts";

/** The product joined to the text: PostgreSQL and SQLite, then MySQL, which subtracts it, then SQL Server. */
const shown: readonly ((marker: Marker) => string)[] = [
  ({ a, b }) => `'||CAST(${a}*${b} AS text)||'`,
  ({ a, b }) => `'-(${a}*${b})-'`,
  ({ a, b }) => `'+CAST(${a}*${b} AS varchar(20))+'`,
];

/** The stored text asks for a product, and the reader shows it. */
export const storedComputed: StoredTechnique = computing("computed", false, shown);

/** The same in an error message. */
export const storedError: StoredTechnique = computing(
  "error",
  true,
  sqlDialects.map(({ name, erring }) => (marker) => {
    const joint = name === "sqlserver" ? "+" : "||";
    return `'${joint}${erring(marker)}${joint}'`;
  }),
);

function computing(name: string, breaks: boolean, forms: readonly ((marker: Marker) => string)[]): StoredTechnique {
  return {
    name,
    breaks,
    probe: async (aim) => {
      for (const form of forms) {
        const marker = newMarker(aim.notebook.random);
        const reads = await ask(aim, name, "attack", `${aim.word}${form(marker)}`, { computed: marker.product });
        if (!reads.some((read) => showsComputed(read, marker.product))) continue;
        return !(await multipliesAnyway(aim, name));
      }
      return false;
    },
    find: (reads, stores) => found(name, reads, stores),
  };
}

/** A reader that works out sums wherever it sees one proves nothing by a product. */
async function multipliesAnyway(aim: StoredAim, name: string): Promise<boolean> {
  const { a, b, product } = newMarker(aim.notebook.random);
  const reads = await ask(aim, `${name}-plain`, "control", `${aim.word} ${a}*${b}`, { computed: product });
  return reads.some((read) => showsComputed(read, product));
}

function found(
  name: string,
  reads: readonly Exchange[],
  stores: ReadonlyMap<string, Exchange>,
): StoredFound | undefined {
  const shows = (exchange: Exchange): boolean => showsComputed(exchange, String(exchange.facts.computed));
  const plain = reads.find(({ label }) => label === `read:${name}-plain`);
  if (plain === undefined || shows(plain)) return undefined;
  for (const read of reads) {
    const stored = stores.get(String(read.facts.record));
    if (read.label !== `read:${name}` || stored === undefined || !shows(read)) continue;
    // What was multiplied on its way in was part of the statement that stores.
    if (showsComputed(stored, String(read.facts.computed))) continue;
    const where = name === "error" ? "named in an error" : "shown";
    return {
      proof: [read.id, stored.id],
      because: `the database computed a value from the stored text, ${where} by another tool`,
    };
  }
  return undefined;
}
