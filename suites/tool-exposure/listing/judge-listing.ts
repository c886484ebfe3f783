import type { Evidence } from "../../../src/model/check.ts";
import type { Exchange } from "../../../src/model/exchange.ts";
import { isObject, type JsonObject } from "../../../src/model/json.ts";
import type { Judgement } from "../../../src/model/verdict.ts";
import type { Finding } from "../../../src/oracle/metadata/finding.ts";
import { unclear, withoutControl } from "../../inconclusive.ts";
import { type ListingQuestion, whole } from "./question.ts";
import { relisted } from "./relisted.ts";

/** Findings that are named in a sentence; the evidence has the others. */
const mostNamed = 3;
const weights: readonly Finding["weight"][] = ["fail", "suspected", "noted"];

/** What a list that was read again says; pure. */
export function judgeListing(question: ListingQuestion, { subject, exchanges }: Evidence): Judgement {
  const asked = exchanges.filter(({ label }) => label === "listed again" || label === "opened again");
  const facts = asked[0]?.facts ?? {};
  const told = isObject(facts.told) ? facts.told : {};
  const { listing, holding } = relisted(asked);
  const found = question.find(listing, told, asked);
  const held = findingsOf(facts.held);
  const first = asked.find(({ reply }) => reply.kind === "result");
  if (subject.key === whole) {
    if (first === undefined || (listing.entries.length === 0 && listing.instructions === undefined)) {
      return withoutControl("the server lists nothing, so there was nothing to read");
    }
    if (found.length > 0) return unclear(`what it lists now holds what it did not at first: ${named(found)}`);
    const { things } = facts;
    return { verdict: "pass", because: `${things} listed things were read: ${question.otherwise}`, control: first.id };
  }
  const items = new Set(held.map(({ item }) => item));
  const again = found.filter(({ item }) => items.has(item));
  if (again.length === 0) return gone(held, asked);
  const worst = weights.find((weight) => again.some((finding) => finding.weight === weight)) ?? "noted";
  const worstOnes = again.filter(({ weight }) => weight === worst);
  const because = named(worstOnes);
  const [proof = first?.id ?? "", ...more] = [...new Set(worstOnes.flatMap(({ item }) => holding(item)))];
  if (worst !== "fail") return { verdict: worst, because, proof: [proof, ...more] };
  const techniques = [...new Set(worstOnes.map(({ technique }) => technique))];
  return { verdict: "fail", because, proof: [proof, ...more], techniques };
}

/** A list longer than evidence keeps may still hold it; any other does not any more. */
function gone(held: readonly Finding[], asked: readonly Exchange[]): Judgement {
  const worst = weights.find((weight) => held.some((finding) => finding.weight === weight));
  const before = named(held.filter(({ weight }) => weight === worst));
  const cut = asked.filter(({ reply }) => reply.kind === "result" && JSON.stringify(reply.result).includes('"[cut'));
  const [first, ...more] = cut.map(({ id }) => id);
  if (first === undefined) return unclear(`it was listed at first, and not when it was asked again: ${before}`);
  const because = `${before}; evidence keeps only the beginning of a list as long as this one`;
  return { verdict: worst === "noted" ? "noted" : "suspected", because, proof: [first, ...more] };
}

function findingsOf(held: unknown): readonly Finding[] {
  return Array.isArray(held) ? (held as readonly JsonObject[]).map((one) => one as unknown as Finding) : [];
}

function named(found: readonly Finding[]): string {
  const shown = found.slice(0, mostNamed).map(({ where, says }) => `${where}: ${says}`);
  const more = found.length - shown.length;
  return `${shown.join("; ")}${more > 0 ? `; and ${more} more` : ""}`;
}
