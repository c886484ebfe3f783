import type { Exchange } from "../../../src/model/exchange.ts";
import { learnAnswer, type StableAnswer, sameAnswer } from "../../../src/oracle/answer/stable.ts";
import { labelled, sentValue } from "./technique.ts";

/** The most times the valid value is asked before its answer counts as one that changes by itself. */
const most = 4;

/** Asks for the valid value until two replies in a row agree: a record can only be made once, and then the answer is that it exists. */
export async function askBaselines(ask: () => Promise<Exchange>): Promise<void> {
  const asked = [await ask(), await ask()];
  while (asked.length < most && !agree(asked.slice(-2))) asked.push(await ask());
  // One more where the two differ a little: what changes is learnt from it.
  const learnt = learnt2(asked);
  if (learnt !== undefined && learnt.volatile > 0 && asked.length < most) await ask();
}

/** The answer to the valid value; undefined where it changes from one time to the next. Pure. */
export function baseAnswer(exchanges: readonly Exchange[]): StableAnswer | undefined {
  const asked = labelled(exchanges, "baseline");
  const last = asked.at(-1);
  if (last === undefined) return undefined;
  // The last ones of one kind: before them, the first of a kind may stand alone.
  const from = asked.findLastIndex(({ reply }) => reply.kind !== last.reply.kind) + 1;
  const alike = asked.slice(from);
  const agreed = alike.length > 2 && !agree(alike.slice(0, 2)) ? alike.slice(-2) : alike;
  if (agreed.length < 2 || !agree(agreed.slice(-2))) return undefined;
  return learnAnswer(
    agreed.map(({ reply }) => reply),
    sentValue(last),
  );
}

/** True where two replies say the same but for single words, such as a number that counts up. */
function agree([one, other]: readonly Exchange[]): boolean {
  if (one === undefined || other === undefined || one.reply.kind !== other.reply.kind) return false;
  const learnt = learnAnswer([one.reply, other.reply], sentValue(other));
  return learnt !== undefined && learnt.volatile <= Math.max(2, learnt.words.size / 2);
}

function learnt2(asked: readonly Exchange[]): StableAnswer | undefined {
  const last = asked.slice(-2);
  return agree(last)
    ? learnAnswer(
        last.map(({ reply }) => reply),
        sentValue(last[0] as Exchange),
      )
    : undefined;
}

/** True where an exchange got the answer of the valid value. */
export function answersLike(stable: StableAnswer, exchange: Exchange): boolean {
  return sameAnswer(stable, exchange.reply, sentValue(exchange));
}
