import type { Exchange } from "../../../src/model/exchange.ts";
import { sameAnswer } from "../../../src/oracle/answer/stable.ts";
import { sentText } from "./document-aim.ts";
import { stableOf } from "./series.ts";

/** True when the reply to a value that matches nothing is another than the reply to the valid one: then answers can be told apart. */
export function shows(baselines: readonly Exchange[], nonsense: Exchange): boolean {
  const stable = stableOf(baselines);
  return stable !== undefined && !sameAnswer(stable, nonsense.reply, sentText(nonsense));
}
