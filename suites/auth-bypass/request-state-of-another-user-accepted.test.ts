import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import type { Reply } from "../../src/model/reply.ts";
import { checksWith, scanGuarded } from "../../test/guarded.ts";
import { type Door, holding, judgedAt, person, served, told } from "../../test/imagined-door.ts";
import check from "./request-state-of-another-user-accepted.ts";
import { authBypass } from "./suite.ts";

const badges: Readonly<Record<string, string>> = { alice: "harbour gate, pin 5501", bob: "night porter, locker 12" };
const one = (name: string) => holding(person(name, "user", { sub: name }), { show_badge: {} });
const refused: Reply = { kind: "rpc-error", code: -32602, message: "Invalid state" };
const form = { type: "object", properties: { really: { type: "boolean" } }, required: ["really"] };
const ask = { show: { method: "elicitation/create", params: { mode: "form", message: "?", requestedSchema: form } } };

/** A server that makes a state for who asks, and reads from one who goes on; undefined where it refuses it. */
function server(make: (who: string) => string, whose: (state: string, who: string) => string | undefined): Door {
  return {
    identities: [one("alice"), one("bob")],
    protocolVersion: "2026-07-28",
    answer({ principal }, { method, params }) {
      if (method !== "tools/call") return served;
      if (typeof params.requestState !== "string")
        return {
          kind: "result",
          result: { resultType: "input_required", inputRequests: ask, requestState: make(principal) },
        };
      const user = whose(params.requestState, principal);
      const agreed = JSON.stringify(params.inputResponses).includes('"really":true');
      return user !== undefined && agreed ? told({ badge: badges[user] ?? "" }) : refused;
    },
  };
}

const coded = (who: string) => Buffer.from(JSON.stringify({ user: who })).toString("base64url");
const read = (text = ""): string => JSON.parse(Buffer.from(text, "base64url").toString()).user;
const seal = (text: string) => createHmac("sha256", "k").update(text).digest("base64url");
const sealed = (who: string) => `${coded(who)}.${seal(coded(who))}`;
const opened = (state: string): string | undefined => {
  const [text = "", mark] = state.split(".");
  return mark === seal(text) ? read(text) : undefined;
};

it("finds a state that names the user and is not sealed", async () => {
  const judgement = await judgedAt(check, server(coded, read));
  expect(judgement).toMatchObject({ verdict: "fail", techniques: ["replayed", "rewritten"] });
});

it("finds one that is sealed and taken from anybody", async () => {
  const judgement = await judgedAt(check, server(sealed, opened));
  expect(judgement).toMatchObject({ verdict: "fail", techniques: ["replayed"] });
});

it("finds one that anybody can write, of a server that checks that it is the caller's", async () => {
  // The one it was made for is remembered by a part that is not the name.
  const made = (who: string) => `${coded(who)}.${who === "alice" ? "a1" : "b2"}`;
  const bound = (state: string, who: string) =>
    state.endsWith(who === "alice" ? "a1" : "b2") ? read(state.split(".")[0]) : undefined;
  expect(await judgedAt(check, server(made, bound))).toMatchObject({ verdict: "fail", techniques: ["rewritten"] });
});

it.each<[string, Door]>([
  ["refuses the state of another", server(sealed, (state, who) => (opened(state) === who ? who : undefined))],
  [
    "keeps to the user of the token",
    server(
      () => "step-2",
      (_, who) => who,
    ),
  ],
])("passes a server that %s", async (_, door) => {
  expect(await judgedAt(check, door)).toMatchObject({ verdict: "pass" });
});

it("has nothing to ask of tools that ask for nothing", async () => {
  const quiet: Door = { ...server(coded, read), answer: () => served };
  expect(await judgedAt(check, quiet)).toMatchObject({ verdict: "not-applicable" });
});

it("finds it on the guarded server of the modern era", async () => {
  const suite = { ...authBypass, checks: [check] };
  const only = { suites: [], checks: [], includeTools: ["show_badge"], excludeTools: [], includeParams: [] };
  const report = await scanGuarded(["--without", "request-state", "--era", "modern"], suite, { selection: only });
  expect(checksWith(report, "fail")).toEqual(["request-state-of-another-user-accepted"]);
});
