import { expect, it } from "vitest";
import type { Who } from "../../src/model/identity.ts";
import type { Reply } from "../../src/model/reply.ts";
import { type Asked, type Door, judgedAt, person, refusal, told } from "../../test/imagined-door.ts";
import check from "./connection-is-authentication.ts";

const accounts = { alice: "tulips in crates, 14 pallets", bob: "two lamps and a rug" } as const;
const identities = [person("alice", "user", { sub: "alice" }), person("bob", "user", { sub: "bob" })];

type Gate = (who: string | undefined, before: string | undefined, asked: Asked) => string | undefined;

/** A server that decides by the token of a request, and by who came over its connection before. */
function server(gate: Gate, ends = false): Door {
  const seen = new Map<number, string>();
  return {
    identities,
    answer({ principal, forged }: Who, asked): Reply {
      if (ends && forged === null && seen.has(asked.connection))
        return { kind: "closed", why: "the connection has ended" };
      const who = gate(forged === null ? undefined : principal, seen.get(asked.connection), asked);
      if (who === undefined) return refusal(401, "");
      seen.set(asked.connection, seen.get(asked.connection) ?? who);
      return told({ orders: accounts[who as keyof typeof accounts] });
    },
  };
}

it("finds a connection that is remembered where no token comes", async () => {
  const judgement = await judgedAt(
    check,
    server((who, before) => who ?? before),
  );
  expect(judgement).toMatchObject({ verdict: "fail", techniques: ["none"] });
});

it("finds a connection whose first token counts for all that follow", async () => {
  const judgement = await judgedAt(
    check,
    server((who, before) => (who === undefined ? undefined : (before ?? who))),
  );
  expect(judgement).toMatchObject({
    verdict: "fail",
    techniques: ["swapped"],
    because: expect.stringContaining("with the token of bob was served as alice"),
  });
});

it("passes a server that looks at every token", async () => {
  expect(
    await judgedAt(
      check,
      server((who) => who),
    ),
  ).toMatchObject({ verdict: "pass" });
});

it("leaves a session that stands for its user to the check of sessions", async () => {
  const opened = new Map<number, string>();
  const bySession: Gate = (who, _, { method, visit }) => {
    if (method === "initialize" && who !== undefined) opened.set(visit, who);
    return opened.get(visit);
  };
  expect(await judgedAt(check, server(bySession))).toMatchObject({ verdict: "not-applicable" });
});

it("has nothing to ask of a server that ends its connections", async () => {
  const judgement = await judgedAt(
    check,
    server((who) => who, true),
  );
  expect(judgement).toMatchObject({
    verdict: "not-applicable",
    because: expect.stringContaining("ends the connection"),
  });
});
