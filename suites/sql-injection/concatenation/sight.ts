import type { Exchange } from "../../../src/model/exchange.ts";
import { learnAnswers, sameAnswer } from "../../../src/oracle/answer/stable.ts";
import type { SqlPlace } from "../../../src/payloads/sql/place.ts";
import { answersLike, baseAnswer } from "./baselines.ts";
import { type Aim, labelled, sentValue } from "./technique.ts";

/** What might end what a value stands in, and the name of the step that tries it. */
const breakers = { quote: "'", "double-quote": '"', backtick: "`", backslash: "\\" } as const;

/** What the replies show of the argument at all. */
export interface Sight {
  /** Nothing makes a difference that can be seen. */
  readonly blind: boolean;
  /** The valid value gets the answer of a value that means nothing: what is added to it could not be seen in rows. */
  readonly finds: boolean;
  /** True where a place is worth a question: not where its breaker breaks nothing, nor where its errors could not be seen. */
  readonly open: (place: Pick<SqlPlace, "breaker" | "shows">) => boolean;
  /** The reply to a value that means nothing. */
  readonly nonsense: Exchange | undefined;
}

/** Asks whether anything about the argument can be seen in the replies: a word that means nothing, and the valid value with single characters added. */
export async function probeSight({ base, random, send }: Aim): Promise<void> {
  await send(random.word(12), { role: "confirm", label: "sight:nonsense" });
  for (const [name, breaker] of Object.entries(breakers)) {
    await send(`${base}${breaker}`, { role: "confirm", label: `sight:${name}` });
  }
}

/** What these exchanges show; pure. */
export function sightOf(exchanges: readonly Exchange[]): Sight {
  const stable = baseAnswer(exchanges);
  // A reply that never came from the tool (dropped, refused by status) says nothing of what the tool would show.
  const asked = labelled(exchanges, "sight").filter(({ reply }) =>
    ["result", "tool-error", "rpc-error"].includes(reply.kind),
  );
  const named = (name: string) => asked.find(({ label }) => label === `sight:${name}`);
  const nonsense = named("nonsense");
  const likeBase = (exchange: Exchange | undefined): boolean =>
    stable !== undefined && exchange !== undefined && answersLike(stable, exchange);
  const likeNonsense = (exchange: Exchange | undefined): boolean => {
    if (nonsense === undefined || exchange === undefined) return false;
    const learnt = learnAnswers([{ reply: nonsense.reply, value: sentValue(nonsense) }], stable?.sent ?? "");
    return (
      learnt !== undefined &&
      sameAnswer({ ...learnt, volatile: stable?.volatile ?? 0 }, exchange.reply, sentValue(exchange))
    );
  };
  const breaking = (breaker: SqlPlace["breaker"]): Exchange | undefined => {
    const name = Object.entries(breakers).find(([, sign]) => sign === breaker)?.[0];
    return named(name ?? "quote");
  };
  return {
    blind: stable !== undefined && asked.every(likeBase),
    finds: stable !== undefined && nonsense !== undefined && !likeBase(nonsense),
    nonsense,
    open: ({ breaker, shows }) => {
      const broken = breaking(breaker);
      if (broken === undefined) return true;
      // What stands bare is broken by every one of these signs.
      const signs = breaker === "" || breaker === "]" ? Object.keys(breakers).map(named) : [broken];
      if (signs.some(likeBase)) return false;
      if (shows === "rows") return true;
      // A sign that breaks a literal looks different from a word that finds nothing, where errors are shown at all.
      return !likeNonsense(broken) || nonsense?.reply.kind !== "result";
    },
  };
}
