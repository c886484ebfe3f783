import type { Exchange } from "../../../src/model/exchange.ts";
import type { Step } from "../../../src/model/ports.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { countItems } from "./count-items.ts";

/** Values that many searches take to mean everything. */
const everything = { percent: "%", nothing: "", star: "*" } as const;

/** Asks a search for everything it has. */
export async function probeEverything(
  ask: (value: string, step: Step) => Promise<Exchange>,
  promised: number,
  only: readonly string[] | undefined,
): Promise<void> {
  for (const [name, value] of Object.entries(everything)) {
    if (!(only?.includes(name) ?? true)) continue;
    const exchange = await ask(value, { role: "attack", label: `listing:${name}`, facts: { promised } });
    if (tooMany(exchange)) return;
  }
}

/** A fail when a listing gave more items than promised, else undefined; pure. */
export function findTooMany(exchanges: readonly Exchange[]): (Judgement & { verdict: "fail" }) | undefined {
  const broken = exchanges.find((exchange) => exchange.label.startsWith("listing:") && tooMany(exchange));
  if (broken === undefined) return undefined;
  return {
    verdict: "fail",
    because: `the tool gave ${countItems(broken.reply)?.items} items; at most ${String(broken.facts.promised)} rows are promised`,
    proof: [broken.id],
    techniques: [broken.label.slice("listing:".length)],
  };
}

function tooMany({ reply, facts }: Exchange): boolean {
  return (countItems(reply)?.items ?? 0) > Number(facts.promised);
}
