import { describe, expect, it } from "vitest";
import type { Who } from "../../src/model/identity.ts";
import { type Door, judgedAt, person, refusal, served } from "../../test/imagined-door.ts";
import check from "./user-existence-told.ts";

const identities = [
  person("alice", "user", { sub: "alice", tenant: "acme" }),
  person("erin", "disabled", { sub: "erin", email: "erin@acme.example", iat: 1_700_000_000 }),
];
const isKnown = ({ forged }: Who): boolean => forged === undefined || forged?.says === "other-tenant";
const isRight = ({ principal, forged }: Who): boolean => principal === "alice" && forged === undefined;
const same = refusal(403, "This account may not use this server.");
const door = (refuse: Door["answer"]): Door => ({
  identities,
  answer: (who, asked) => (isRight(who) ? served : refuse(who, asked)),
});

describe("a server whose refusals tell who exists", () => {
  it("by their status", async () => {
    const told = await judgedAt(
      check,
      door((who) => refusal(isKnown(who) ? 403 : 401, "no")),
    );
    expect(told).toMatchObject({
      verdict: "fail",
      techniques: ["status"],
      because: expect.stringContaining("HTTP 403"),
    });
  });

  it("by their words", async () => {
    const told = await judgedAt(
      check,
      door((who) => refusal(403, isKnown(who) ? `The account is disabled.` : `There is no user like that.`)),
    );
    expect(told).toMatchObject({ verdict: "fail", techniques: ["text"] });
  });

  it("by the time they take", async () => {
    const told = await judgedAt(check, {
      ...door(() => same),
      ms: (who, turn) => (isKnown(who) ? 70 : 10) + (turn % 7),
    });
    expect(told).toMatchObject({ verdict: "fail", techniques: ["timing"] });
  });
});

describe("a server whose refusals tell nothing", () => {
  it("by what is the same every time", async () => {
    expect(
      await judgedAt(
        check,
        door(() => same),
      ),
    ).toMatchObject({ verdict: "pass" });
  });

  it.each([
    [
      "an echo of the subject",
      ({ principal, forged }: Who) => `No access for ${forged ? `${forged.says} of ${principal}` : principal}.`,
    ],
    ["a number of the request", () => `No access. Request ${next()}.`],
    ["a word that comes and goes", () => `No access. ${next() % 3 === 0 ? "Retry later." : ""}`],
  ])("by %s", async (_, text) => {
    expect(
      await judgedAt(
        check,
        door((who) => refusal(403, text(who))),
      ),
    ).toMatchObject({ verdict: "pass" });
  });

  it("by time that is noise", async () => {
    const noisy = { ...door(() => same), ms: (_: Who, turn: number) => (turn * 7919) % 400 };
    expect(await judgedAt(check, noisy)).toMatchObject({ verdict: "pass" });
  });
});

it("is not asked where those are served who are to be refused, and not concluded where the right user is not", async () => {
  expect(
    await judgedAt(
      check,
      door(() => served),
    ),
  ).toMatchObject({ verdict: "not-applicable" });
  expect(await judgedAt(check, { identities, answer: () => same })).toMatchObject({ reason: "no-control" });
});

let counter = 0;
function next(): number {
  counter += 1;
  return counter;
}
