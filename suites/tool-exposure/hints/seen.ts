import type { Evidence } from "../../../src/model/check.ts";
import type { Exchange } from "../../../src/model/exchange.ts";
import { isObject } from "../../../src/model/json.ts";
import { replyText, succeeded } from "../../../src/model/reply.ts";
import { wordsSeen } from "./words-seen.ts";

/** What calls of one tool were seen to leave behind. */
export interface Trace {
  /** The first call, which worked; undefined where none did. */
  readonly call: Exchange | undefined;
  /** How it was seen; undefined where the tool was not seen to write. */
  readonly written: { readonly says: string; readonly proof: readonly [string, ...string[]] } | undefined;
  /** The same of an identical call that left another entry or row. */
  readonly repeated: Trace["written"];
  /** The same of a call that took away what the one before had written. */
  readonly overwritten: Trace["written"];
  /** Why nothing can be said although something was shown; undefined where something can be said. */
  readonly doubt: string | undefined;
}

/** Reads what the probe of the hints brought about; pure. A word that the call of another tool leaves as well is a log's. */
export function traceOf(evidence: Evidence): Trace {
  const { exchanges } = evidence;
  const call = exchanges.find(({ label, reply }) => label === "first" && succeeded(reply));
  const nothing = { call, written: undefined, repeated: undefined, overwritten: undefined, doubt: undefined };
  const [same, second] = ["same", "second"].map((label) =>
    exchanges.find((one) => one.label === label && succeeded(one.reply)),
  );
  if (call === undefined) return nothing;
  const one = String(call.facts.word);
  const two = String(second?.facts.word ?? "");
  const looks = (label: string) => exchanges.filter((look) => look.label === `list:${label}`);
  const others = exchanges.filter(({ label, reply }) => label.startsWith("other ") && succeeded(reply));
  let doubt: string | undefined;
  for (const shown of looks("first")) {
    const lister = shown.request.params.name;
    const by = (label: string) => looks(label).find(({ request }) => request.params.name === lister);
    const seen = (label: string, word: string) => {
      const look = by(label);
      return look === undefined ? 0 : wordsSeen(look.reply, word);
    };
    const counts = { before: seen("idle", one), first: seen("first", one), same: seen("same", one) };
    if (counts.before > 0 || counts.first === 0) continue;
    // A log of calls shows the words of every call: one that was carried by another tool, and is not shown, tells that it is none.
    const none = others.some(
      (other) => by(other.label) !== undefined && carried(other) && seen(other.label, wordOf(other)) === 0,
    );
    if (!none) doubt = `${lister} shows what a call was given, and nothing tells whether that is a log of calls`;
    if (!none || second === undefined || seen("second", two) === 0) continue;
    const [again, then] = [by("same"), by("second")];
    if (then === undefined) continue;
    const proof = [call.id, shown.id, second.id, then.id] as const;
    const written = { says: `${lister} shows what two calls were given`, proof };
    const twice = same !== undefined && again !== undefined && counts.same >= 2 * counts.first && counts.first > 0;
    const repeated = twice
      ? {
          says: `after two identical calls ${lister} shows ${counts.same} times what it showed ${counts.first === 1 ? "once" : `${counts.first} times`} after one`,
          proof: [call.id, shown.id, same.id, again.id] as const,
        }
      : undefined;
    const gone = again !== undefined && seen("second", one) === 0 && alikeBut(again, one, then, two);
    const overwritten = gone
      ? { says: `after a second call ${lister} no longer shows what the first one was given`, proof }
      : undefined;
    return { call, written, repeated, overwritten, doubt: undefined };
  }
  return { ...nothing, doubt, ...inDatabase(evidence, call, same, second, others) };
}

function wordOf({ facts }: Exchange): string {
  return String(facts.word);
}

function carried(exchange: Exchange): boolean {
  return JSON.stringify(exchange.request.params).includes(wordOf(exchange));
}

/** The same list but for the one word: nothing else went, as from a list that shows the latest alone. */
function alikeBut(a: Exchange, word: string, b: Exchange, other: string): boolean {
  const plain = (text: string) => text.replace(/\d+/g, "0");
  return plain(replyText(a.reply).replaceAll(word, "")) === plain(replyText(b.reply).replaceAll(other, ""));
}

function inDatabase(
  { observations }: Evidence,
  call: Exchange,
  same: Exchange | undefined,
  second: Exchange | undefined,
  others: readonly Exchange[],
): Partial<Trace> {
  const at = (label: string) => observations.find((one) => one.label === label && one.facts.error === undefined);
  const [once, twice] = [at("first"), at("second")];
  if (once === undefined || twice === undefined || second === undefined) return {};
  const changed = (label: string): ReadonlyMap<string, string> => {
    const { changes } = at(label)?.facts ?? {};
    const all = (Array.isArray(changes) ? changes : []).filter(isObject);
    return new Map(all.map(({ what, how }) => [String(what), String(how)]));
  };
  const compared = others.map(({ label }) => label).filter((label) => at(label) !== undefined);
  if (at("idle") === undefined || compared.length === 0) return {};
  const everywhere = (what: string) => changed("idle").has(what) || compared.every((label) => changed(label).has(what));
  const own = [...changed("first").keys()].filter((what) => changed("second").has(what) && !everywhere(what));
  const [what] = own;
  if (what === undefined) return {};
  const proof = [call.id, once.id, second.id, twice.id] as const;
  const written = { says: `each of two calls changed the database: ${what} ${changed("second").get(what)}`, proof };
  const step = (label: string) => grown(changed(label).get(what));
  const looked = at("same");
  const added = step("first");
  if (same === undefined || looked === undefined || added === undefined || step("same") !== added)
    return { written, doubt: undefined };
  const repeated = {
    says: `each of two identical calls added to the database: ${what} ${changed("same").get(what)}`,
    proof: [call.id, once.id, same.id, looked.id] as const,
  };
  return { written, repeated, doubt: undefined };
}

/** By how many rows a table grew; undefined where it did not. */
function grown(how: string | undefined): number | undefined {
  const found = /^went from (\d+) to (\d+) rows$/.exec(how ?? "");
  const by = found === null ? 0 : Number(found[2]) - Number(found[1]);
  return by > 0 ? by : undefined;
}
