import { expect, it } from "vitest";
import type { Reply } from "../../src/model/reply.ts";
import { countingProvider, type Door, judgedAt, person, refusal, served } from "../../test/imagined-door.ts";
import check from "./provider-fault-fails-open.ts";

interface State {
  fault: string | undefined;
  asked: number;
}

/** A server that asks its provider about each wrong token. */
function door(
  wrong: (state: State, token: string) => Reply,
  right: (state: State, healed: boolean) => Reply = () => served,
): Door {
  const state: State = { fault: undefined, asked: 0 };
  let failed = false;
  return {
    identities: [person("alice", "user", { sub: "alice" })],
    provider: countingProvider(state),
    answer({ forged }) {
      failed ||= state.fault !== undefined;
      if (forged === undefined) return right(state, failed && state.fault === undefined);
      if (forged === null) return refusal(401, "A token is needed.");
      if (forged.says === "unknown-kid") state.asked += 1;
      return wrong(state, forged.says);
    },
  };
}
const no = refusal(401, "The token is not valid.");

it("finds a server that lets in whom it cannot judge, under whichever fault", async () => {
  for (const bad of ["down", "errors", "slow"]) {
    const open = door(({ fault }, token) => (fault === bad && token === "unknown-kid" ? served : no));
    expect(await judgedAt(check, open)).toMatchObject({ verdict: "fail", techniques: [bad] });
  }
});

it("passes one that refuses, and serves the right user afterwards", async () => {
  expect(
    await judgedAt(
      check,
      door(({ fault }) => (fault ? refusal(503, "Later.") : no)),
    ),
  ).toMatchObject({ verdict: "pass" });
});

it("does not blame an outage for a token that is served without one", async () => {
  expect(
    await judgedAt(
      check,
      door((_, token) => (token === "expired" ? served : no)),
    ),
  ).toMatchObject({ verdict: "not-applicable" });
});

it("suspects one that shows its code, and one that does not recover", async () => {
  const trace = refusal(500, "Error: fetch failed\n    at verify (/app/auth.js:12:9)");
  expect(
    await judgedAt(
      check,
      door(({ fault }) => (fault ? trace : no)),
    ),
  ).toMatchObject({ verdict: "suspected" });
  expect(
    await judgedAt(
      check,
      door(
        () => no,
        (_, healed) => (healed ? no : served),
      ),
    ),
  ).toMatchObject({ verdict: "suspected" });
});

it("concludes nothing of one that never asks its provider, nor without the test issuer", async () => {
  const still = door(() => no);
  const silent = { ...still, provider: countingProvider({ fault: undefined, asked: 0 }) };
  expect(await judgedAt(check, silent)).toMatchObject({ verdict: "inconclusive", reason: "unclear" });
  const { provider, ...alone } = still;
  expect(provider).toBeDefined();
  expect(await judgedAt(check, alone)).toMatchObject({ verdict: "inconclusive", reason: "no-credentials" });
});
