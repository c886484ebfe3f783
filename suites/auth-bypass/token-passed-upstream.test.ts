import { expect, it } from "vitest";
import { judgedAt, person, served } from "../../test/imagined-door.ts";
import check from "./token-passed-upstream.ts";

const before = { requests: 0, ever: 3, shown: [] };
const ask = (
  during: { requests: number; ever: number; shown: string[] },
  claims: { sub: string } | undefined = { sub: "alice" },
) =>
  judgedAt(check, { identities: [person("alice", "user", claims)], answer: () => served, upstream: [before, during] });

it("finds a token that arrives whole, and only suspects one that may be meant for the API", async () => {
  const passed = { requests: 1, ever: 4, shown: ["header authorization"] };
  expect(await ask(passed)).toMatchObject({
    verdict: "fail",
    because: expect.stringContaining("header authorization"),
  });
  const opaque = judgedAt(check, {
    identities: [person("alice", "user", undefined)],
    answer: () => served,
    upstream: [before, passed],
  });
  expect(await opaque).toMatchObject({ verdict: "suspected" });
});

it("passes a call that arrives without it, and says nothing of one that does not arrive", async () => {
  expect(await ask({ requests: 1, ever: 4, shown: [] })).toMatchObject({ verdict: "pass" });
  expect(await ask({ requests: 0, ever: 3, shown: [] })).toMatchObject({ verdict: "not-applicable" });
  expect(await ask({ requests: 0, ever: 0, shown: [] })).toMatchObject({
    verdict: "inconclusive",
    reason: "no-control",
  });
});

it("asks nothing where the server is not pointed at the upstream API", async () => {
  const door = { identities: [person("alice", "user", { sub: "alice" })], answer: () => served };
  await expect(judgedAt(check, door)).rejects.toThrow("asks nothing");
});
