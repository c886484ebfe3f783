import type { Exchange } from "../../../src/model/exchange.ts";
import { type DoseEffect, doseEffect } from "../../../src/oracle/timing/dose-effect.ts";
import { usualTime } from "../../../src/oracle/timing/usual-time.ts";
import { amountOf, type Delay } from "../../../src/payloads/sql/delays.ts";
import { type Aim, type Found, labelled } from "./technique.ts";

/** One way to make the database wait through this argument. */
export interface Waiting {
  readonly delay: Delay;
  /** Unique among those that are tried. */
  readonly name: string;
  /** The value that asks for an amount of waiting. */
  readonly value: (amount: string) => string;
}

/** Seconds that the first question asks for, and rows where the database has to count instead. */
const screenSeconds = 0.6;
const screenRows = 500_000;
/** Share of the time asked for that must have passed for a second look. */
const suspicious = 0.7;

/** Seconds of the smallest dose: three times what calls differ by anyway, within these bounds. */
const leastDose = 0.25;
const mostDose = 0.5;
/** Uneven calls that are looked at closely before time is given up as a means. */
const mostSeries = 3;

/** Share of the seconds asked for that a call has to take: counting is not always as fast. */
const leastShare = 0.35;

/** What the name of a way ends with in its second series. */
const onceMore = ", once more";

/** Calls of a series that may take another time than they were asked to. */
const mostAstray = 2;

/** Doses by their size in steps, with how often each is given; `broken` has the digits of the largest one, in a statement nobody can read. */
const course = [
  { steps: 0, times: 4, broken: false },
  { steps: 1, times: 3, broken: false },
  { steps: 3, times: 4, broken: false },
  { steps: 3, times: 3, broken: true },
] as const;

/**
 * Asks each way once; one that seems to wait is asked in a series of doses, in an order drawn at random and all values of one
 * length. True when the durations followed the doses.
 */
export async function askDelays(aim: Aim, label: string, ways: readonly Waiting[]): Promise<boolean> {
  const usual = usualTime(aim.sent().map(({ durationMs }) => durationMs));
  let looked = 0;
  for (const way of ways) {
    const { by } = way.delay;
    const amount = by === "waits" ? screenSeconds.toFixed(2) : rows(screenRows);
    const ask = { role: "attack", facts: { way: way.name, seconds: screenSeconds }, label: `${label}:screen` } as const;
    const slow = await aim.send(way.value(amount), ask);
    const least = by === "waits" ? screenSeconds * 1000 * suspicious : 60;
    if (slow.durationMs - usual.middleMs < least) continue;
    // The same without the waiting: a tool may be slow with long values, or just then, which is asked twice.
    const idle = (): Promise<Exchange> =>
      aim.send(way.value(by === "waits" ? "0.00" : rows(1)), {
        role: "control",
        label: `${label}:screen`,
        facts: { way: way.name, seconds: 0 },
      });
    const first = await idle();
    const noneMs =
      slow.durationMs - first.durationMs < least
        ? Math.min(first.durationMs, (await idle()).durationMs)
        : first.durationMs;
    if (slow.durationMs - noneMs < least) continue;
    // A call that hung for reasons of its own does not do so twice; and the first work of a process is its slowest.
    const again = await aim.send(way.value(amount), ask);
    const extraMs = Math.min(slow.durationMs, again.durationMs) - noneMs;
    if (extraMs < least) continue;
    const rate = screenRows / (extraMs / 1000);
    if (await series(aim, label, way, noneMs, usual.spreadMs, rate)) return true;
    // Three calls agreed, and a series did not: on a busy machine one may be spoilt, and hardly two.
    const second = { ...way, name: `${way.name}${onceMore}` };
    if (await series(aim, label, second, noneMs, usual.spreadMs, rate)) return true;
    looked += 1;
    if (looked >= mostSeries) return false;
  }
  return false;
}

/** What a series of doses showed; pure. */
export function findDelay(
  exchanges: readonly Exchange[],
  label: string,
): (Found & { readonly effect: DoseEffect }) | undefined {
  const asked = labelled(exchanges, `${label}:dose`);
  for (const way of new Set(asked.map(({ facts }) => String(facts.way)))) {
    const mine = asked.filter(({ facts }) => facts.way === way);
    if (mine.length < course.reduce((sum, { times }) => sum + times, 0)) continue;
    const effect = doseEffect(mine.map(({ facts, durationMs }) => ({ dose: Number(facts.seconds), ms: durationMs })));
    const [first, ...others] = mine.map(({ id }) => id);
    if (effect === undefined || first === undefined) continue;
    const because = `the database waits as long as the argument says, ${effect.slope.toFixed(1)} seconds for each second, in ${mine.length} calls; chance would do this once in ${Math.round(1 / effect.falseAlarm).toLocaleString("en")} tries`;
    return { proof: [first, ...others], because, effect };
  }
  return undefined;
}

async function series(
  aim: Aim,
  label: string,
  way: Waiting,
  noneMs: number,
  spreadMs: number,
  rate: number,
): Promise<boolean> {
  const step = Math.min(mostDose, Math.max(leastDose, (3 * spreadMs) / 1000));
  const left = course.flatMap((dose) => Array.from({ length: dose.times }, () => dose));
  let astray = 0;
  while (left.length > 0) {
    const [dose] = left.splice(aim.random.integer(0, left.length - 1), 1);
    if (dose === undefined) break;
    const seconds = dose.steps * step;
    const value = way.value(amountOf(way.delay.by, seconds, rate));
    const { durationMs } = await aim.send(dose.broken ? broken(value) : value, {
      role: dose.steps === 0 ? "control" : "attack",
      label: `${label}:dose`,
      facts: { way: way.name, seconds: dose.broken ? 0 : seconds, broken: dose.broken },
    });
    // What was asked to wait and did not, or was not and did, may happen now and then, and no more.
    const extraMs = durationMs - noneMs;
    const waits = !dose.broken && dose.steps > 0;
    if (waits ? extraMs < seconds * leastShare * 1000 : extraMs > step * 1000 + spreadMs) astray += 1;
    if (astray > mostAstray) return false;
  }
  return findDelay(aim.sent(), label) !== undefined;
}

function rows(count: number): string {
  return amountOf("works", 1, count);
}

/** The same length and the same digits, and no statement: who merely reads the number would wait all the same. */
function broken(value: string): string {
  return value.replace(/SELECT|WAITFOR/, (word) => `${word.slice(0, -1)}K`);
}

/** True where calls without any waiting seemed to wait so often that the search was ended; pure. */
export function gaveUpOnTime(exchanges: readonly Exchange[], label: string): boolean {
  const ways = labelled(exchanges, `${label}:dose`).map(({ facts }) => String(facts.way));
  return new Set(ways.filter((way) => !way.endsWith(onceMore))).size >= mostSeries;
}
