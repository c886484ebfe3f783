import type { Evidence } from "../../../src/model/check.ts";
import type { Exchange } from "../../../src/model/exchange.ts";
import { succeeded } from "../../../src/model/reply.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { rejectedBySchema } from "../../../src/oracle/rejected-by-schema.ts";
import { unclear, withoutControl } from "../../inconclusive.ts";
import { storedBoolean } from "./stored-boolean.ts";
import { storedComputed, storedError } from "./stored-computed.ts";
import type { StoredTechnique } from "./stored-technique.ts";
import { about, sees, storedAsSent, storedLikeHarmless, stumbledOver } from "./stumbles.ts";

/** Every technique, the cheapest first. */
export const storedTechniques: readonly StoredTechnique[] = [storedComputed, storedError, storedBoolean];

/** What the evidence of one stored argument shows; pure. */
export function judgeStored({ exchanges }: Evidence): Judgement {
  const stored = exchanges.filter(({ label }) => label === "store:baseline");
  if (stored.length === 0 || !stored.every(({ reply }) => succeeded(reply))) {
    if (stored.some(({ reply }) => rejectedBySchema(reply))) {
      return { verdict: "not-applicable", because: "the argument takes no free text: its schema refuses it" };
    }
    return withoutControl("nothing could be stored with the arguments at hand; give the tool a sample that works");
  }
  const readers = [
    ...new Set(exchanges.flatMap(({ facts }) => (facts.reader === undefined ? [] : [String(facts.reader)]))),
  ];
  const found = findings(exchanges, readers);
  const [first, ...others] = found.flatMap(({ proof }) => proof);
  const control = exchanges.find(({ label, reply }) => label === "read:baseline" && succeeded(reply));
  if (first !== undefined) {
    if (!storedAsSent(exchanges, [first, ...others])) return firstOrder;
    return {
      verdict: "fail",
      because: found.map(({ because, reader }) => `${because} (${reader})`).join("; "),
      proof: [first, ...others],
      techniques: [...new Set(found.map(({ name }) => name))],
      ...(control === undefined ? {} : { control: control.id }),
    };
  }
  return withoutFinding(exchanges, readers);
}

interface ReaderFinding {
  readonly name: string;
  readonly reader: string;
  readonly because: string;
  readonly proof: readonly string[];
}

function findings(exchanges: readonly Exchange[], readers: readonly string[]): readonly ReaderFinding[] {
  const stores = new Map(exchanges.filter(({ label }) => label.startsWith("store:")).map((one) => [one.id, one]));
  return readers.flatMap((reader) =>
    storedTechniques.flatMap(({ name, find }) => {
      const shown = find(
        exchanges.filter(({ label, facts }) => label.startsWith("read:") && facts.reader === reader),
        stores,
      );
      return shown === undefined ? [] : [{ ...shown, name, reader }];
    }),
  );
}

function withoutFinding(exchanges: readonly Exchange[], readers: readonly string[]): Judgement {
  const gates = exchanges.filter(({ label }) => label === "store:gate");
  if (gates.some((gate) => gate.facts.quote === "'" && !storedLikeHarmless(exchanges, gate))) return firstOrder;
  const working = readers.filter((reader) =>
    about(exchanges, "read:baseline", reader).some(({ reply }) => succeeded(reply)),
  );
  if (working.length === 0) {
    return withoutControl("no tool that could use what is stored worked with the arguments at hand");
  }
  const used = working.filter((reader) => sees(exchanges, reader));
  const stumbling = working.filter((reader) => stumbledOver(exchanges, reader).length > 0);
  if (stumbling.length > 0) {
    return unclear(`stored quotes change what ${stumbling.join(", ")} answers, but nothing more could be shown`);
  }
  const drawing = working.some((reader) => about(exchanges, "read:sight", reader).length > 0);
  if (used.length === 0 && !drawing) {
    return { verdict: "not-applicable", because: "no tool was seen to use what is stored" };
  }
  const [control] = used
    .flatMap((reader) => about(exchanges, "read:baseline", reader))
    .filter(({ reply }) => succeeded(reply));
  if (control === undefined) {
    return unclear("the tools that use what is stored answer the same whatever it is, so that nothing could be seen");
  }
  return {
    verdict: "pass",
    because: "other tools were seen to use the stored text, and nothing in it became part of a statement",
    control: control.id,
  };
}

const firstOrder: Judgement = {
  verdict: "not-applicable",
  because:
    "a text with a quote is not stored like other text, so that what happens to it happens in the call that stores: a question of argument-in-sql-text",
};
