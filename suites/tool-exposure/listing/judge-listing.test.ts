import { describe, expect, it } from "vitest";
import type { Exchange } from "../../../src/model/exchange.ts";
import type { Json, JsonObject } from "../../../src/model/json.ts";
import type { Reply } from "../../../src/model/reply.ts";
import type { Finding } from "../../../src/oracle/metadata/finding.ts";
import type { Listing } from "../../../src/oracle/metadata/listing.ts";
import { judgeListing } from "./judge-listing.ts";
import { type ListingQuestion, ownOf, whole } from "./question.ts";

const question = {
  told: () => ({}),
  find: ({ entries, instructions }: Listing) =>
    [
      ...entries.map(({ name, entry }) => ({ item: `tool ${name}`, text: String(entry.description) })),
      { item: "instructions", text: instructions ?? "" },
    ]
      .filter(({ text }) => text.includes("bad"))
      .map(({ item }) => findingOf(item)),
  otherwise: "none is bad",
} as unknown as ListingQuestion;

const findingOf = (item: string, weight: Finding["weight"] = "fail"): Finding => {
  return { item, where: `${item} description`, says: "bad words", weight, technique: "bad" };
};

const exchange = (reply: Reply, held: readonly Finding[], more: Partial<Exchange> = {}) =>
  ({
    id: "r1.1",
    label: "listed again",
    facts: { told: {}, things: 1, held: held as unknown as Json },
    request: { method: "tools/list", params: {} },
    reply,
    sightings: [],
    ...more,
  }) as unknown as Exchange;

const listing = (...tools: JsonObject[]): Reply => ({ kind: "result", result: { tools } });
const judge = (key: string, ...exchanges: Exchange[]) =>
  judgeListing(question, { subject: { key }, exchanges, observations: [] });

describe("what a list that was read again says", () => {
  const held = [findingOf("tool a")];

  it("fails with the exchange that listed it", () => {
    const again = exchange(listing({ name: "a", description: "bad" }, { name: "b", description: "bad" }), held);
    expect(judge("tool a", again)).toEqual({
      verdict: "fail",
      because: "tool a description: bad words",
      proof: ["r1.1"],
      techniques: ["bad"],
    });
  });

  it("fails for instructions with the handshake that brought them", () => {
    const reply: Reply = { kind: "result", result: { instructions: "bad" } };
    const opened = exchange(reply, [findingOf("instructions")], { label: "opened again", id: "r1.2" });
    expect(judge("instructions", opened)).toMatchObject({ verdict: "fail", proof: ["r1.2"] });
  });

  it("is unclear where it is not there any more, or was not there at first", () => {
    expect(judge("tool a", exchange(listing({ name: "a", description: "good" }), held)).verdict).toBe("inconclusive");
    expect(judge(whole, exchange(listing({ name: "a", description: "bad" }), [])).verdict).toBe("inconclusive");
  });

  it("suspects, or notes, where evidence does not keep all of the list", () => {
    const cut = exchange(listing({ name: "b" }, { "[cut]": "3 more" }), held);
    expect(judge("tool a", cut)).toMatchObject({ verdict: "suspected", proof: ["r1.1"] });
    const noted = exchange(listing({ name: "b" }, { "[cut]": "3 more" }), [findingOf("tool a", "noted")]);
    expect(judge("tool a", noted).verdict).toBe("noted");
  });

  it("passes a list that was read, and no refusal or empty list", () => {
    expect(judge(whole, exchange(listing({ name: "a", description: "good" }), []))).toMatchObject({
      verdict: "pass",
      control: "r1.1",
    });
    expect(judge(whole, exchange(listing(), [])).verdict).toBe("inconclusive");
    expect(judge(whole, exchange({ kind: "rpc-error", code: -32603, message: "no" }, [])).verdict).toBe("inconclusive");
    expect(judge(whole).verdict).toBe("inconclusive");
  });
});

it("gives twelve things a subject of their own, and the others one together", () => {
  const found = Array.from({ length: 15 }, (_, index) => findingOf(`tool ${index}`));
  expect(ownOf({ key: "tool 3" }, found)).toEqual([found[3]]);
  expect(ownOf({ key: "(further items)" }, found)).toEqual(found.slice(12));
});
