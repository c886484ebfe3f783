import type { Exchange } from "../../../src/model/exchange.ts";
import type { Step } from "../../../src/model/ports.ts";
import { type Reply, succeeded } from "../../../src/model/reply.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { noControl, unclear } from "../../inconclusive.ts";
import { countItems } from "./count-items.ts";

type Ask = (value: number, step: Step) => Promise<Exchange>;

/** Values that show whether a larger one gives more items, which makes the argument a limit whatever it is called. */
const learning = [1, 3, 10] as const;

/** Asks for more items than promised: one more, as many as there are, and the ways in which APIs say "no limit". */
const attacks = (promised: number) =>
  [
    { name: "above", value: promised + 1 },
    { name: "huge", value: 1_000_000_000 },
    { name: "negative", value: -1 },
    { name: "zero", value: 0 },
  ] as const;

/** Learns whether a number is a limit, and if so asks for more items than promised. */
export async function probeAskedLimit(ask: Ask, promised: number, only: readonly string[] | undefined): Promise<void> {
  const learnt: Exchange[] = [];
  for (const value of learning) {
    learnt.push(await ask(value, { role: "control", label: `limit:${value}`, facts: { value } }));
    if (grows(learnt)) break;
  }
  if (!grows(learnt)) return;
  for (const { name, value } of attacks(promised)) {
    if (!(only?.includes(name) ?? true)) continue;
    const exchange = await ask(value, { role: "attack", label: `limit:${name}`, facts: { value, promised } });
    if ((itemsOf(exchange) ?? 0) > promised) return;
  }
  await ask(learning[0], { role: "control", label: "limit:again", facts: { value: learning[0] } });
}

/** What a number that may be a limit shows; pure. */
export function judgeAskedLimit(exchanges: readonly Exchange[]): Judgement {
  const learnt = exchanges.filter(({ label }) => learning.some((value) => label === `limit:${value}`));
  const control = learnt.find(({ reply }) => succeeded(reply));
  if (control === undefined) return noControl;
  if (!grows(learnt)) {
    return { verdict: "not-applicable", because: "a larger number does not give more items: the argument is no limit" };
  }
  const asked = exchanges.filter(({ role }) => role === "attack");
  const promised = Number(asked[0]?.facts.promised);
  const broken = asked.find((exchange) => (itemsOf(exchange) ?? 0) > promised);
  if (broken !== undefined) {
    return {
      verdict: "fail",
      because: `asked for ${String(broken.facts.value)}, the tool gave ${itemsOf(broken)} items; at most ${promised} rows are promised`,
      proof: [broken.id],
      control: control.id,
      techniques: [broken.label.slice("limit:".length)],
    };
  }
  const doubt = doubtOf(exchanges, asked, promised);
  if (doubt !== undefined) return unclear(doubt);
  return {
    verdict: "pass",
    because: `the argument limits how many items come back, and no value of it gave more than ${promised}`,
    control: control.id,
  };
}

function doubtOf(exchanges: readonly Exchange[], asked: readonly Exchange[], promised: number): string | undefined {
  const again = exchanges.find(({ label }) => label === "limit:again");
  if (again === undefined || !succeeded(again.reply)) {
    return "a value that worked at first did not work any more at the end: a limit of the server, or something broke on the way";
  }
  const unread = asked.find(({ reply }) => !answered(reply));
  if (unread !== undefined) return `the reply to ${String(unread.facts.value)} could not be read: ${unread.reply.kind}`;
  if (asked.some(({ reply }) => countItems(reply)?.cut)) {
    return "a reply is longer than evidence is kept, so that its items cannot all be counted";
  }
  const most = Math.max(...asked.map((exchange) => itemsOf(exchange) ?? 0));
  const refused = asked.some((exchange) => exchange.label === "limit:above" && !succeeded(exchange.reply));
  if (most === promised || refused) return undefined;
  return `whatever is asked for, no more than ${most} items come back: that may be all there are; let the server have more than ${promised}`;
}

function answered({ kind }: Reply): boolean {
  return kind === "result" || kind === "tool-error" || kind === "rpc-error";
}

function grows(learnt: readonly Exchange[]): boolean {
  const counts = learnt.map(itemsOf).filter((items) => items !== undefined);
  return Math.max(...counts) > Math.min(...counts) && counts.at(-1) === Math.max(...counts);
}

function itemsOf({ reply }: Exchange): number | undefined {
  return countItems(reply)?.items;
}
