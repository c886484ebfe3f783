import type { Exchange } from "../../../src/model/exchange.ts";
import type { Json } from "../../../src/model/json.ts";
import type { Observation } from "../../../src/model/observation.ts";
import type { Random, StatementTap, Step } from "../../../src/model/ports.ts";
import { tokensWith } from "../../../src/oracle/sql-structure/stands-in.ts";
import type { SqlToken } from "../../../src/oracle/sql-structure/token.ts";
import { attacksOn, boundQuote, type DrawAttack } from "./attack.ts";
import { isStatementItself, looksLikeStatement, strangeStatement } from "./by-design.ts";
import { type Canary, canariesFor, type DrawCanary } from "./canary.ts";
import { appended, appendedCanaries, lastLook, usualLook } from "./choosing.ts";
import { breakingStatement } from "./judge.ts";
import { type Followed, inText, type Seen, seenFor } from "./seen.ts";

/** One argument to follow to the database. */
export interface TapAim {
  /** A value that makes the tool work. */
  readonly valid: string | number;
  /** The largest number that the argument takes. */
  readonly largest: number;
  readonly random: Random;
  readonly tap: StatementTap;
  send(value: Json, step: Step): Promise<Exchange>;
}

/** Requests for one argument and round. */
const most = 10;

/**
 * Sends harmless canaries until the tap sees one in a statement, then what might end the place it stands in. Every exchange
 * says in its facts what its statement is found by; nothing is decided here.
 */
export async function probeTapped({ valid, largest, random, tap, send }: TapAim): Promise<Followed> {
  const exchanges: Exchange[] = [];
  const observations: Observation[] = [];
  const followed: Followed = { exchanges, observations };
  const ask: Ask = async (value, needle, step) => {
    const exchange = await send(value, { ...step, facts: { ...step.facts, needle, dialect: tap.dialect } });
    exchanges.push(exchange);
    if (needle !== "") observations.push(...(await tap.carrying(needle, step.label)));
    return exchange;
  };
  const isStatement = async (): Promise<boolean> => {
    if (isStatementItself(exchanges, observations)) return true;
    if (exchanges.some(({ label }) => label === "tapped:statement")) return false;
    const { value, needle } = strangeStatement(random);
    await ask(value, needle, { role: "control", label: "tapped:statement" });
    return isStatementItself(exchanges, observations);
  };
  await ask(valid, "", { role: "baseline", label: "tapped:baseline" });
  if (looksLikeStatement(valid) && (await isStatement())) return followed;
  const found = await follow(canariesFor(valid, largest, random), ask, observations);
  if (found === undefined) {
    // What passed at all says why nothing was found.
    observations.push(...(await tap.carrying("", usualLook)));
    if (!observations.some(({ kind }) => kind === "statement")) return followed;
    for (const { value, needle } of appendedCanaries(valid, random)) {
      await ask(value, needle, { role: "attack", label: appended });
    }
    observations.push(...(await tap.carrying("", lastLook)));
    return followed;
  }
  const places = placesOf(found.seen, tap.dialect);
  if (places.some(({ kind }) => kind === "name") && (await isStatement())) return followed;
  for (const draw of attacksIn(places, found.kind, tap.dialect)) {
    // One request is kept for the twin.
    if (exchanges.length >= most - 1) break;
    const { value, twin, needle, ...facts } = draw(found.draw, random);
    const exchange = await ask(value, needle, { role: "attack", label: "tapped:attack", facts: { ...facts } });
    if (breakingStatement(exchange, followed) === undefined) continue;
    await ask(twin.value, twin.needle, { role: "control", label: "tapped:twin" });
    break;
  }
  return followed;
}

type Ask = (value: Json, needle: string, step: Step) => Promise<Exchange>;

/** A canary that the tap saw, and how to draw more like it. */
interface FoundCanary {
  readonly kind: Canary["kind"];
  readonly draw: DrawCanary;
  readonly seen: readonly Seen[];
}

/** Sends canaries of each kind until one is seen in a statement. */
async function follow(
  kinds: readonly DrawCanary[],
  ask: Ask,
  observations: readonly Observation[],
): Promise<FoundCanary | undefined> {
  for (const draw of kinds) {
    const { kind, value, needle } = draw();
    const exchange = await ask(value, needle, { role: "control", label: "tapped:harmless" });
    const seen = seenFor(exchange, observations);
    if (seen.length > 0) return { kind, draw, seen };
  }
  return undefined;
}

/** The tokens that a canary was seen in. */
function placesOf(seen: readonly Seen[], dialect: StatementTap["dialect"]): readonly SqlToken[] {
  return inText(seen).flatMap(({ facts }) => tokensWith(dialect, facts.text, facts.needle));
}

/** The attacks on every place, each once. */
function attacksIn(
  places: readonly SqlToken[],
  kind: Canary["kind"],
  dialect: StatementTap["dialect"],
): readonly DrawAttack[] {
  // A number that is bound is no text: what is no number does not get there, or is bound as well.
  if (places.length === 0) return kind === "number" ? [] : [boundQuote];
  return [...new Set(places.flatMap((place) => attacksOn(place, dialect)))];
}
