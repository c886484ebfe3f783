import type { Exchange } from "../../../src/model/exchange.ts";
import { learnAnswer, sameAnswer } from "../../../src/oracle/answer/stable.ts";
import { type Aim, labelled, sentValue } from "./technique.ts";

/**
 * Asks whether anything about the argument can be seen in the replies: a nonsense value and values with an open quote. A
 * server whose answer is the same to all of them would give it to an injected statement too.
 */
export async function probeSight({ base, random, send }: Aim): Promise<void> {
  await send(random.word(12), { role: "confirm", label: "sight:nonsense" });
  await send(`${base}'`, { role: "confirm", label: "sight:quote" });
  await send(`${base}"`, { role: "confirm", label: "sight:double-quote" });
}

/** True when the argument makes no difference that can be seen; pure. */
export function isBlind(exchanges: readonly Exchange[]): boolean {
  const baselines = labelled(exchanges, "baseline");
  const asked = labelled(exchanges, "sight");
  const base = baselines[0] === undefined ? "" : sentValue(baselines[0]);
  const stable = learnAnswer(
    baselines.map(({ reply }) => reply),
    base,
  );
  if (stable === undefined || asked.length === 0) return false;
  // A reply that never came from the tool (dropped, refused by status) says nothing of what the tool would show.
  const answered = asked.filter(({ reply }) => ["result", "tool-error", "rpc-error"].includes(reply.kind));
  return answered.every((exchange) => sameAnswer(stable, exchange.reply, sentValue(exchange)));
}
