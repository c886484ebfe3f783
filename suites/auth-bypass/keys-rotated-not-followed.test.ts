import { expect, it } from "vitest";
import { countingProvider, type Door, judgedAt, person, refusal, served } from "../../test/imagined-door.ts";
import check from "./keys-rotated-not-followed.ts";

/** A server that takes the new key from this attempt on, and asks for it each time. */
function door(from: number, asks: boolean): Door {
  const state = { fault: undefined, asked: 0 };
  let tried = 0;
  return {
    identities: [person("alice", "user", { sub: "alice" })],
    provider: countingProvider(state),
    answer({ forged }) {
      if (forged === undefined) return served;
      tried += 1;
      if (asks) state.asked += 1;
      return tried >= from ? served : refusal(401, "The token is not valid.");
    },
  };
}

it("passes a server that needs a while, and suspects one that asks in vain", async () => {
  expect(await judgedAt(check, door(1, true))).toMatchObject({ verdict: "pass" });
  expect(await judgedAt(check, door(3, true))).toMatchObject({ verdict: "pass" });
  expect(await judgedAt(check, door(99, true))).toMatchObject({ verdict: "suspected" });
});

it("concludes nothing of one that does not ask, nor without the test issuer", async () => {
  expect(await judgedAt(check, door(99, false))).toMatchObject({ verdict: "inconclusive", reason: "unclear" });
  const { provider, ...alone } = door(1, true);
  expect(provider).toBeDefined();
  expect(await judgedAt(check, alone)).toMatchObject({ verdict: "inconclusive", reason: "no-credentials" });
});
