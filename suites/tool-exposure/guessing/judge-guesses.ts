import type { Evidence } from "../../../src/model/check.ts";
import type { Exchange } from "../../../src/model/exchange.ts";
import { replyText, succeeded } from "../../../src/model/reply.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import { failureIn } from "../../../src/oracle/answer/failure-in.ts";
import { unclear, withoutControl } from "../../inconclusive.ts";
import { someOf } from "../shown/some-of.ts";
import { answeredAlike, answeredTheSame, type Named } from "./unlike.ts";

/** What the guessed names were answered, next to names at random; pure. */
export function judgeGuesses({ exchanges }: Evidence): Judgement {
  const labelled = (label: string) => exchanges.filter((one) => one.label === label);
  const [known] = labelled("listed");
  const unknown = labelled("unknown");
  const guesses = labelled("guess");
  const first = unknown[0];
  if (known === undefined || first === undefined || guesses.length === 0) {
    return withoutControl("there is no tool to compare with that can be called without doing anything");
  }
  if (
    unknown.some((one) => one.reply.kind === "timeout" || one.reply.kind === "closed" || one.reply.kind === "malformed")
  ) {
    return unclear("names that do not exist were not answered at all");
  }
  if (unknown.some((one) => succeeded(one.reply) && !refusesInWords(one))) {
    return unclear("the server answers every name as if it were a tool");
  }
  if (!unknown.every((one) => answeredTheSame(named(one), named(first)))) {
    return unclear("names that do not exist are answered in different ways");
  }
  if (answeredAlike(named(known), named(first))) {
    return unclear("a listed tool is answered like a name that does not exist, with arguments that it does not know");
  }
  const hits = guesses.flatMap((guess) => {
    const again = labelled("again").find((one) => one.facts.name === guess.facts.name);
    if (again === undefined) return [];
    const siblings = labelled("sibling").filter((one) => one.facts.of === guess.facts.name);
    const apart = [guess, again].every((one) => unlike(one, [...unknown, ...siblings]));
    return apart && answers(guess) && answers(again) ? [{ guess, again }] : [];
  });
  const shown = hits.filter(
    ({ guess, again }) => guess.facts.origin === "administrative" && hasContent(guess) && hasContent(again),
  );
  const names = (some: typeof hits) => someOf(some.map(({ guess }) => String(guess.facts.name)));
  const [hit] = shown;
  if (hit !== undefined) {
    return {
      verdict: "fail",
      because: `no list has ${names(shown)}, and ${shown.length === 1 ? "it answers" : "they answer"} with content where a name at random is refused`,
      proof: [hit.guess.id, ...shown.flatMap(({ guess, again }) => [guess.id, again.id]).slice(1)],
      control: first.id,
      techniques: shown.map(({ guess }) => String(guess.facts.name)),
    };
  }
  const [note] = hits;
  if (note !== undefined) {
    return {
      verdict: "noted",
      because: `no list has ${names(hits)}, and the server knows ${hits.length === 1 ? "it" : "them"}: twice the answer was not the one that names at random get`,
      proof: [note.guess.id, ...hits.flatMap(({ guess, again }) => [guess.id, again.id]).slice(1), first.id],
    };
  }
  // Each guess once: a request that was put off is in the evidence as well.
  const alike = new Set(guesses.filter((one) => !unlike(one, unknown)).map(({ facts }) => facts.name)).size;
  const asked = new Set(guesses.map(({ facts }) => facts.name)).size;
  if (alike < asked / 2) return unclear("most guessed names were neither answered like names at random nor like tools");
  const because = `${alike} names of tools for administrators and from the server's own texts were answered like names at random, and a listed tool was not; names of tools that change something were not called`;
  return { verdict: "pass", because, control: known.id };
}

function named({ facts, reply }: Exchange): Named {
  return { name: String(facts.name), reply };
}

function unlike(one: Exchange, others: readonly Exchange[]): boolean {
  return others.every((other) => !answeredAlike(named(one), named(other)));
}

/** True for an answer of the server itself: what stands before it, and refuses words, answers in HTTP. */
function answers({ reply }: Exchange): boolean {
  return reply.kind === "result" || reply.kind === "tool-error" || reply.kind === "rpc-error";
}

function hasContent(one: Exchange): boolean {
  return succeeded(one.reply) && !refusesInWords(one) && replyText(one.reply).trim() !== "";
}

/** Servers that call every answer a result say in words that they have nothing to say. */
function refusesInWords({ reply }: Exchange): boolean {
  if (failureIn(reply) !== undefined) return true;
  return /\b(?:unknown|not found|no such|does not exist|doesn't exist|not (?:a )?(?:known|valid|recogni[sz]ed|supported|available|allowed|permitted|authori[sz]ed)|unsupported|invalid|unrecogni[sz]ed|missing|required|denied|forbidden)\b/i.test(
    replyText(reply).slice(0, 300),
  );
}
