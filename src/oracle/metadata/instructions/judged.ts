import { visible } from "../visible.ts";
import { foreignIn } from "./foreign.ts";
import { near, type Signal, type SignalKind, signalsIn } from "./signals.ts";

/** What a text tells a model to do that its tool has no need of. */
export interface Instruction {
  readonly kind: "override" | "concealment" | "exfiltration" | "shadowing";
  readonly weight: "fail" | "suspected";
  readonly says: string;
}

const longestQuote = 200;

/** The instructions of a text: no word alone, but what its sentences ask for together. `own` are the names that the server lists itself. */
export function findInstructions(text: string, own: ReadonlySet<string>): readonly Instruction[] {
  const signals = signalsIn(text);
  if (signals.length === 0) return [];
  const found: Instruction[] = [];
  const first = (kind: SignalKind): Signal | undefined => signals.find((signal) => signal.kind === kind);
  const both = (one: SignalKind, other: SignalKind): readonly [Signal, Signal] | undefined => {
    for (const left of signals) {
      if (left.kind !== one) continue;
      const right = signals.find(({ kind, at }) => kind === other && Math.abs(at - left.at) <= near);
      if (right !== undefined) return [left, right];
    }
    return undefined;
  };
  const add = (
    kind: Instruction["kind"],
    weight: Instruction["weight"],
    what: string,
    ...told: readonly Signal[]
  ): void => {
    const quotes = [...new Set(told.map(({ quote }) => `“${visible(quote.slice(0, longestQuote))}”`))].join(" … ");
    found.push({ kind, weight, says: `${what}: ${quotes}` });
  };

  const overriding = first("override");
  if (overriding !== undefined)
    add("override", "fail", "it tells the model to ignore what it was told before", overriding);

  const taken = both("secret-file", "into-argument") ?? both("secret-file", "to-outsider");
  const prompt = both("system-prompt", "into-argument") ?? both("system-prompt", "to-outsider");
  const sent = both("private-context", "to-outsider") ?? both("environment-file", "to-outsider");
  const history = sent !== undefined && demandedNear(sent[0], signals) ? sent : undefined;
  const passed = both("environment-file", "into-argument");
  const file =
    passed !== undefined &&
    /\b(?:contents?|them|values|everything)\b/.test(passed[1].quote) &&
    /\bpass|argument|parameter|field/.test(passed[1].quote)
      ? passed
      : undefined;
  const demanded = both("secret-file", "demand");
  if (taken !== undefined && both("secret-file", "own-argument") === undefined) {
    add("exfiltration", "fail", "it has the model read credentials and pass them on", ...taken);
  } else if (prompt !== undefined)
    add("exfiltration", "fail", "it has the model pass on its own instructions", ...prompt);
  else if (history !== undefined)
    add("exfiltration", "fail", "it has the model send what is private to an address", ...history);
  else if (
    file !== undefined &&
    (demandedNear(file[0], signals) || first("concealment") !== undefined) &&
    both("environment-file", "own-argument") === undefined
  ) {
    add("exfiltration", "fail", "it has the model read the environment and pass it on", ...file);
  } else if (
    demanded !== undefined &&
    taken === undefined &&
    first("own-argument") === undefined &&
    demanded[0].at === demanded[1].at
  ) {
    add("exfiltration", "suspected", "it has the model read credentials", demanded[0]);
  }

  const altering = signals.find(({ kind, quote }) => kind === "altering" && foreignIn(quote, own) !== undefined);
  if (altering !== undefined) {
    add("shadowing", "fail", "it has the model change what it gives to tools that are not listed here", altering);
  }

  const concealing = first("concealment");
  const reticent = first("reticence");
  const beside =
    found.length > 0 ||
    signals.some(({ kind }) => /^(?:secret-file|environment-file|system-prompt|to-outsider|altering)$/.test(kind));
  if (concealing !== undefined) add("concealment", "fail", "it has the model keep something from the user", concealing);
  else if (reticent !== undefined && (beside || !/\bthat you\b/.test(reticent.quote)))
    add("concealment", beside ? "fail" : "suspected", "it has the model keep something from the user", reticent);
  return found;
}

function demandedNear({ at }: Signal, signals: readonly Signal[]): boolean {
  return signals.some((signal) => signal.kind === "demand" && Math.abs(signal.at - at) <= near);
}
