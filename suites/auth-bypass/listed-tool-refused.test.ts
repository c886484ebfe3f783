import { expect, it } from "vitest";
import type { Identity } from "../../src/model/identity.ts";
import type { Promises } from "../../src/model/promises.ts";
import type { Reply } from "../../src/model/reply.ts";
import { type Door, holding, judgedAt, person, refusal, served } from "../../test/imagined-door.ts";
import check from "./listed-tool-refused.ts";

const tools = { whoami: {}, list_staff: {} };
const alice = holding(person("alice", "user", { sub: "alice" }), tools);
const bob = holding(person("bob", "user", { sub: "bob" }), tools);
const error = (text: string): Reply => ({
  kind: "tool-error",
  result: { content: [{ type: "text", text }], isError: true },
});

interface Office {
  readonly refuses: Reply;
  readonly promises?: Promises;
  readonly to?: readonly string[];
  readonly bob?: Identity;
}

/** Bob is asked about first; the staff is refused to those in `to`. */
const office = ({ refuses, promises = {}, to = ["bob"], bob: second = bob }: Office): Door => ({
  identities: [second, alice],
  promises,
  answer: ({ principal }, { params }) => (params.name === "list_staff" && to.includes(principal) ? refuses : served),
});

const byRole: Promises = { exposure: "by-role" };

it.each<[string, Reply]>([
  ["HTTP 403", refusal(403, "")],
  ["a tool that is unknown to this one", { kind: "rpc-error", code: -32602, message: "Unknown tool: list_staff" }],
  ["a tool error about roles", error("You are not allowed to use this tool.")],
])("proves it against a promise of lists by role: %s", async (_, refuses) => {
  expect(await judgedAt(check, office({ refuses, promises: byRole }))).toMatchObject({
    verdict: "fail",
    because: expect.stringContaining("list_staff is in the list of bob"),
  });
});

it("proves it where the owner says that the role may call it", async () => {
  const allowed = { ...bob, expected: () => "allow" as const };
  expect(await judgedAt(check, office({ refuses: refusal(403, ""), bob: allowed }))).toMatchObject({ verdict: "fail" });
});

it("suspects it where nothing is declared", async () => {
  expect(await judgedAt(check, office({ refuses: refusal(403, "") }))).toMatchObject({ verdict: "suspected" });
});

it.each<[string, Partial<Office>]>([
  ["a scope that the token lacks", { refuses: refusal(403, "", 'Bearer error="insufficient_scope", scope="staff"') }],
  ["a record that is not there", { refuses: error("There is no staff yet.") }],
  ["a limit of the rate", { refuses: refusal(429, "slow down") }],
  ["a tool that nobody is served", { refuses: refusal(403, ""), to: ["alice", "bob"] }],
])("takes for no refusal of the role: %s", async (_, said) => {
  expect(await judgedAt(check, office({ refuses: served, promises: byRole, ...said }))).toMatchObject({
    verdict: "pass",
  });
});

it("asks nothing of a tool that the owner denies, nor where all are promised the same list", () => {
  const denied = { ...bob, expected: () => "deny" as const };
  const asked = (promises: Promises) =>
    check.subjects({
      identities: [denied, { ...alice, expected: () => "deny" as const }],
      promises,
      sampled: () => false,
      mayCall: () => true,
      drawsFrom: () => [],
    } as unknown as Parameters<typeof check.subjects>[0]);
  expect(asked({})).toEqual([]);
  expect(asked({ exposure: "authenticated" })).toEqual([]);
});
