import type { Exchange } from "../../../src/model/exchange.ts";
import { succeeded } from "../../../src/model/reply.ts";
import { learnAnswer, sameAnswer } from "../../../src/oracle/answer/stable.ts";
import { partAbout, showsValue } from "./part-about.ts";

/**
 * Quotes about which a reader does not say what it says about harmless texts; pure. More words than usual are no sign:
 * some readers show other records too.
 */
export function stumbledOver(exchanges: readonly Exchange[], reader: string): readonly string[] {
  return about(exchanges, "read:gate", reader)
    .filter((one) => missesWords(exchanges, reader, one))
    .map(({ facts }) => String(facts.quote));
}

/** True when it can be seen in the reader's answers which record they are about: a text it shows, or another answer where there is none. */
export function sees(exchanges: readonly Exchange[], reader: string): boolean {
  const harmless = about(exchanges, "read:baseline", reader);
  if (harmless.some(({ reply, facts }) => showsValue(reply, String(facts.value)))) return true;
  const [none] = about(exchanges, "read:sight", reader);
  return none !== undefined && !asForHarmless(exchanges, reader, none);
}

/**
 * True when the stored texts arrived as they were sent: one is shown again, quotes and all, or a lone quote is stored like
 * harmless text. Otherwise the statement that stores is the one that is injected into, and another check's finding.
 */
export function storedAsSent(exchanges: readonly Exchange[], proof: readonly string[]): boolean {
  const shown = exchanges.some(
    ({ label, reply, facts }) =>
      label.startsWith("read:") && proof.includes(String(facts.record)) && showsValue(reply, String(facts.value)),
  );
  return (
    shown ||
    exchanges.some((one) => one.label === "store:gate" && one.facts.quote === "'" && storedLikeHarmless(exchanges, one))
  );
}

/** True when a text was stored with the answer that harmless ones get. */
export function storedLikeHarmless(exchanges: readonly Exchange[], stored: Exchange): boolean {
  const stable = learnAnswer(harmlessAnswers(exchanges.filter(({ label }) => label === "store:baseline")), "");
  return succeeded(stored.reply) && stable !== undefined && sameAnswer(stable, plain(stored), "");
}

/** Exchanges with one label about one reader. */
export function about(exchanges: readonly Exchange[], label: string, reader: string): readonly Exchange[] {
  return exchanges.filter((one) => one.label === label && one.facts.reader === reader);
}

function missesWords(exchanges: readonly Exchange[], reader: string, one: Exchange): boolean {
  const stable = learnAnswer(harmlessAnswers(about(exchanges, "read:baseline", reader)), "");
  const own = learnAnswer([plain(one)], "");
  if (stable === undefined || own === undefined) return false;
  return own.kind !== stable.kind || [...stable.words].some((word) => !own.words.has(word));
}

function asForHarmless(exchanges: readonly Exchange[], reader: string, one: Exchange): boolean {
  const stable = learnAnswer(harmlessAnswers(about(exchanges, "read:baseline", reader)), "");
  return stable === undefined || sameAnswer(stable, plain(one), "");
}

function harmlessAnswers(exchanges: readonly Exchange[]) {
  return exchanges.map(plain);
}

function plain({ reply, facts }: Exchange) {
  return partAbout(reply, String(facts.value), facts.list === true);
}
