import { expect, it } from "vitest";
import { type Door, judgedAt, person, refusal, served } from "../../../test/imagined-door.ts";
import tokenInQuery from "../token-in-query-accepted.ts";

/** A server that takes whoever it is for alice, and nobody without a token. */
const open = (alice: Door["identities"][number]) =>
  judgedAt(tokenInQuery, {
    identities: [alice],
    answer: ({ forged }) => (forged === null || forged?.says.startsWith("garbage") ? refusal(401, "no") : served),
  });

it("asks of bearer tokens in what other ways they are taken", async () => {
  expect(await open(person("alice", "user", undefined))).toMatchObject({ verdict: "fail" });
});

it.each(["header", "env"] as const)("asks nothing of a key that is carried in %s", async (carriedIn) => {
  await expect(open({ ...person("alice", "user", undefined), carriedIn })).rejects.toThrow("asks nothing");
});
