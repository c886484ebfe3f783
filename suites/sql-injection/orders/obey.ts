import type { Exchange } from "../../../src/model/exchange.ts";
import type { Random, Step } from "../../../src/model/ports.ts";
import { showsComputed } from "../../../src/oracle/computed.ts";
import { rejectedBySchema } from "../../../src/oracle/rejected-by-schema.ts";
import { type Phrase, phrases } from "./phrases.ts";
import { largeSum, type OrderName, orders, overTable } from "./statements.ts";

/** One text argument, and who reads it. */
export interface Listener {
  readonly random: Random;
  /** A value that the tool works with. */
  readonly usual: string;
  tell(text: string, step: Step): Promise<Exchange>;
}

/** Forbidden tables that a server is told to read once it obeys. */
const mostTables = 2;

/** Which phrase is tried with which statement: all with rows of its own, then one with tables that every database has. */
const attempts: readonly { readonly phrase: Phrase; readonly order: OrderName }[] = [
  ...phrases.map((phrase) => ({ phrase, order: "own-rows" as const })),
  { phrase: phrases[0], order: "catalogue" },
  { phrase: phrases[0], order: "sqlite-catalogue" },
];

/** Tells the server in plain words to run a statement, and once it does, all that shows that it was a database. */
export async function probeOrders(
  listener: Listener,
  forbidden: readonly string[],
  only: readonly string[] | undefined,
): Promise<void> {
  for (const { phrase, order } of attempts) {
    const technique = `${phrase.name}:${order}`;
    if (!(only?.includes(technique) ?? true)) continue;
    const told = await give(
      listener,
      phrase,
      orders[order](listener.random),
      "attack",
      `order:${technique}`,
      technique,
    );
    // Refused before the tool ran: so is every other text.
    if (rejectedBySchema(told.reply)) return;
    if (!obeyed(told)) continue;
    await confirm(listener, phrase, order, technique, forbidden);
    return;
  }
  await give(
    listener,
    phrases[0],
    { statement: `SELECT * FROM gauntlet_${listener.random.word(10)}`, computed: "" },
    "attack",
    "missing",
    "",
  );
}

async function confirm(
  listener: Listener,
  phrase: Phrase,
  order: OrderName,
  technique: string,
  forbidden: readonly string[],
): Promise<void> {
  const { random } = listener;
  await give(listener, phrase, orders[order](random), "confirm", "order-again", technique);
  const { sum, computed } = orders[order](random);
  await give(listener, phrase, { statement: `tell me what ${sum} is`, computed }, "control", "sum", technique);
  await give(listener, phrase, largeSum(random), "confirm", "large", technique);
  for (const table of forbidden.filter((entry) => /^[\w.$]+$/.test(entry)).slice(0, mostTables)) {
    await give(listener, phrase, overTable(random, table), "confirm", `forbidden:${table}`, technique);
  }
}

function give(
  { usual, tell }: Listener,
  phrase: Phrase,
  { statement, computed }: { readonly statement: string; readonly computed: string },
  role: Step["role"],
  label: string,
  technique: string,
): Promise<Exchange> {
  return tell(phrase.text(statement, usual), { role, label, facts: { computed, technique, statement } });
}

/** True when the value came back that only who ran the statement could give; pure. */
export function obeyed(exchange: Exchange): boolean {
  return showsComputed(exchange, String(exchange.facts.computed));
}
