import type { Exchange } from "../../../src/model/exchange.ts";
import { replyText } from "../../../src/model/reply.ts";
import { showsComputed } from "../../../src/oracle/computed.ts";
import { newMarker } from "../../../src/payloads/marker.ts";
import { catalogues } from "./catalogue.ts";
import { denied, found, look } from "./look.ts";
import { isRefusal } from "./refusal.ts";
import type { StatementRunner } from "./statement-runner.ts";
import { plainWrite, type Way } from "./ways.ts";

/** One attempt to make a table of ours. */
interface Attempt {
  readonly way: Way;
  readonly facts: { readonly table: string; readonly computed: string };
  /** Undefined while it is under way, and when the run was stopped then: it may have happened. */
  attack: Exchange | undefined;
  /** Whether the table is there; undefined while nobody looked. */
  made: boolean | undefined;
  /** True where looking from elsewhere says nothing of what is there. */
  doubtful: boolean;
}

/** What came of it: whether a table was made, and whether every attempt was refused. */
interface Creation {
  readonly worked: boolean;
  readonly refused: boolean;
}

/**
 * Makes a table of our own that holds a product the database had to compute, one way after the other until one works, and
 * removes what it made. The reply to the write counts for nothing: some servers write and answer with an error. Where
 * there is no database to look into, attempts that drew an error are looked for all at once at the end.
 */
export async function createByEachWay(runner: StatementRunner, ways: readonly Way[]): Promise<Creation> {
  const { dialect, random } = runner;
  const prefix = `gauntlet_${random.word(8)}_`;
  const attempts: Attempt[] = [];
  try {
    for (const way of ways) {
      const marker = newMarker(random);
      const facts = { table: prefix + random.word(5), computed: marker.product };
      const attempt: Attempt = { way, facts, attack: undefined, made: undefined, doubtful: false };
      attempts.push(attempt);
      const create = catalogues[dialect.name].create(facts.table, dialect.computedText(marker));
      attempt.attack = await send(runner, attempt, create);
      if (await seenAtOnce(runner, attempt)) return { worked: true, refused: false };
    }
    const worked = await seenAtLast(runner, prefix, attempts);
    return { worked, refused: attempts.every(({ attack }) => attack !== undefined && isRefusal(attack.reply)) };
  } finally {
    await removeAll(runner, prefix, attempts);
  }
}

async function send({ run, promised }: StatementRunner, { way, facts }: Attempt, create: string): Promise<Exchange> {
  const role = promised || way.name !== plainWrite ? "attack" : "control";
  if (way.before !== undefined) await run(way.before, { role: "control", label: `before:${way.name}` });
  return run(way.wrap(create, ""), { role, label: `write:${way.name}`, facts });
}

async function seenAtOnce(runner: StatementRunner, attempt: Attempt): Promise<boolean> {
  const { way, facts, attack } = attempt;
  if (attack === undefined) return false;
  // Whether the plain write took place decides what the rest means, where nothing was promised.
  const must = runner.database !== undefined || (!runner.promised && way.name === plainWrite);
  if (!must && isRefusal(attack.reply)) return false;
  const seen = await look(runner, `look:${way.name}`, "confirm", facts, attack);
  attempt.made = found(seen, attack);
  if (!attempt.made && !isRefusal(attack.reply)) {
    const step = { role: "confirm", label: `own:${way.name}`, facts } as const;
    const own = await runner.run(`SELECT v FROM ${facts.table}`, step);
    attempt.doubtful = !denied(seen) || found(own, attack);
  }
  return attempt.made;
}

/** Looks for all tables that nobody looked for so far: by one list, else one by one. */
async function seenAtLast(runner: StatementRunner, prefix: string, attempts: readonly Attempt[]): Promise<boolean> {
  const open = attempts.filter(({ made }) => made === undefined);
  if (open.length === 0) return false;
  const listed = await list(runner, prefix, "confirm");
  for (const attempt of open) {
    const { way, facts, attack } = attempt;
    if (attack === undefined) continue;
    attempt.made = listed?.includes(facts.table) ?? true;
    if (attempt.made) {
      attempt.made = found(await look(runner, `look:${way.name}`, "confirm", facts, attack), attack);
    }
  }
  return open.some(({ made }) => made);
}

/** What the tool says of tables with that prefix; undefined when it cannot be asked. */
async function list(
  { dialect, random, runFresh }: StatementRunner,
  prefix: string,
  role: "confirm" | "cleanup",
): Promise<string | undefined> {
  const marker = newMarker(random);
  const statement = catalogues[dialect.name].list(prefix, dialect.computedText(marker));
  const facts = { computed: marker.product, prefix };
  const exchange = await runFresh(statement, { role, label: "list", facts });
  return showsComputed(exchange, marker.product) ? replyText(exchange.reply) : undefined;
}

async function removeAll(runner: StatementRunner, prefix: string, attempts: readonly Attempt[]): Promise<void> {
  const unseen = attempts.filter(({ attack, made }) => made === undefined && attack !== undefined);
  const listed = unseen.length > 0 ? await list(runner, prefix, "cleanup") : undefined;
  for (const attempt of attempts) {
    const { attack, made, doubtful, facts } = attempt;
    const perhaps = attack === undefined || (made === undefined && (listed?.includes(facts.table) ?? false));
    if (made || perhaps || doubtful) await remove(runner, attempt);
    if (attempt.way.after !== undefined) {
      await runner.run(attempt.way.after, { role: "cleanup", label: `after:${attempt.way.name}` });
    }
  }
}

async function remove(runner: StatementRunner, { way, facts, made, attack }: Attempt): Promise<void> {
  const drop = `DROP TABLE IF EXISTS ${facts.table}`;
  await runner.run(way.wrap(drop, ""), { role: "cleanup", label: `drop:${way.name}`, facts });
  if (made === false && attack !== undefined) return;
  const seen = await look(runner, `gone:${way.name}`, "cleanup", facts, undefined);
  if (attack !== undefined && found(seen, attack)) await runner.database?.query(drop, `drop:${way.name}`);
}
