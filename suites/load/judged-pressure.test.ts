import { describe, expect, it } from "vitest";
import type { Check } from "../../src/model/check.ts";
import type { Exchange } from "../../src/model/exchange.ts";
import type { Json } from "../../src/model/json.ts";
import type { ExcessFacts } from "../../src/model/load/limits.ts";
import type { LoadFailure } from "../../src/model/load/measured.ts";
import type { AbandonedFacts, GroupCalls, PressureFacts } from "../../src/model/load/pressure.ts";
import type { Observation } from "../../src/model/observation.ts";
import { about, imaginedLoad } from "../../test/imagined-load.ts";
import deepJsonHarmful from "./deep-json-harmful.ts";
import internalsInFailure from "./internals-in-failure.ts";
import oneUserStarvesOthers from "./one-user-starves-others.ts";
import secretInFailure from "./secret-in-failure.ts";
import sessionGrowth from "./session-growth.ts";
import sessionResidue from "./session-residue.ts";

const megabyte = 1024 * 1024;

function seen(label: string, facts: object): Observation {
  const told = facts as Record<string, Json>;
  return { id: `r1.${label}`, kind: "load", label, facts: told, round: 1, atMs: 0 };
}

function exchange(label: string, changes: Partial<Exchange> = {}): Exchange {
  const reply = { kind: "result", result: {} };
  const request = { method: "tools/list", params: {} };
  return { id: `r1.${label}`, label, facts: {}, request, reply, sightings: [], ...changes } as unknown as Exchange;
}

function verdictOf(check: Check, observations: readonly Observation[], exchanges: readonly Exchange[]) {
  return check.judge({ subject: { key: "" }, observations, exchanges }).verdict;
}

const still = exchange("still there");

const tooMany: LoadFailure = {
  outcome: "http-status",
  message: "refused",
  status: 429,
  calls: 90,
  firstCall: 200,
  firstMs: 9_000,
  users: 20,
  latency: about(3, 90),
  quartiles: [2, 4],
};

describe("sessions that nobody ends", () => {
  const kept = (each: number, changes: Partial<AbandonedFacts> = {}): Observation => {
    const memory = [100, 100 + 70 * each, 100 + 140 * each, 100 + 140 * each].map((mb) => mb * megabyte);
    const usual = { transport: "streamable-http", batches: [60, 70, 70], refused: 0, refusal: null, restMs: 3_000 };
    return seen("abandoned", { ...usual, memory, beforeMs: 5, afterMs: 6, ...changes });
  };
  it.each([
    ["nothing", kept(0), "pass"],
    ["what the official SDK keeps", kept(0.146), "noted"],
    ["far more", kept(2), "fail"],
    ["what it gives back after a rest", kept(2, { memory: [100, 240, 380, 101].map((mb) => mb * megabyte) }), "pass"],
    ["what it took once", kept(2, { memory: [100, 240, 240, 240].map((mb) => mb * megabyte) }), "pass"],
    ["what nobody sees", kept(2, { memory: [null, null, null, null] }), "inconclusive"],
    ["a door that was shut once", kept(0, { afterMs: null }), "suspected"],
    ["a limit", kept(0, { afterMs: null, refused: 10, refusal: "too many sessions" }), "noted"],
    ["slowness that was met once", kept(0, { afterMs: 4_000 }), "suspected"],
    ["nothing that worked before", kept(0, { beforeMs: null }), "inconclusive"],
  ])("are judged by %s", (_, observation, verdict) => {
    expect(verdictOf(sessionGrowth, [observation], [still])).toBe(verdict);
  });

  const again = (changes: Partial<AbandonedFacts>) => ({
    ...kept(0, changes),
    id: "r1.again",
    label: "abandoned again",
  });
  const limited = seen("load", imaginedLoad({ failures: [tooMany] }));
  it.each([
    ["stays shut", [kept(0, { afterMs: null }), again({ afterMs: null })], "fail"],
    ["stays shut though they are ended", [kept(0, { afterMs: null }), again({ beforeMs: null })], "fail"],
    ["is slow twice", [kept(0, { afterMs: 4_000 }), again({ afterMs: 5_000 })], "fail"],
    ["opens the second time", [kept(0, { afterMs: null }), again({})], "suspected"],
    ["is one that limits calls", [limited, kept(0, { afterMs: null }), again({ afterMs: null })], "inconclusive"],
  ])("may find a door that %s", (_, observations, verdict) => {
    expect(verdictOf(sessionGrowth, observations, [still])).toBe(verdict);
  });
});

describe("one user beside others", () => {
  const polite = (ok: number, failed: number, limited = 0, p50 = 20): GroupCalls => {
    const latency = about(p50, ok);
    const failure = failed > 0 ? "refused" : null;
    return { name: "polite", users: 3, atOnce: 1, thinkMs: 200, calls: ok + failed, ok, limited, latency, failure };
  };
  const greedy: GroupCalls = { ...polite(900, 0), name: "greedy", users: 1, atOnce: 50 };
  const judged = (
    principals: number,
    alone: GroupCalls,
    beside: GroupCalls,
    again: GroupCalls,
    changes: Partial<PressureFacts> = {},
  ) => {
    const measured = (label: string, ...groups: GroupCalls[]) =>
      seen(label, { seconds: 3, ownLimit: false, groups, ...changes });
    const all = [measured("alone", alone), measured("beside", beside, greedy), measured("alone again", again)];
    return verdictOf(oneUserStarvesOthers, all, [exchange("still there", { facts: { principals } })]);
  };
  const well = polite(40, 0);

  it.each([
    ["are served as before", judged(2, well, well, well), "pass"],
    ["fail", judged(2, well, polite(20, 20), well), "fail"],
    ["wait", judged(0, well, polite(20, 0, 0, 4_000), well), "fail"],
    ["fail once, which is an accident", judged(2, well, polite(39, 1), well), "pass"],
    ["fail alone, too", judged(2, polite(20, 20), polite(20, 20), well), "inconclusive"],
    ["fail afterwards, too", judged(2, well, polite(20, 20), polite(10, 10)), "inconclusive"],
    ["are refused, all being one principal", judged(1, well, polite(20, 20, 20), well), "inconclusive"],
    ["wait, all being one principal", judged(1, well, polite(20, 0, 0, 4_000), well), "inconclusive"],
    ["are refused, all being nobody", judged(0, well, polite(20, 20, 20), well), "inconclusive"],
    ["wait for us", judged(2, well, polite(20, 20), well, { ownLimit: true }), "inconclusive"],
  ])("who %s", (_, verdict, expected) => {
    expect(verdict).toBe(expected);
  });
});

describe("failures under load", () => {
  const secret = { kind: "secret", what: "a connection string", text: "[redacted]", verified: true };
  const failed = (calls: number, told: readonly object[]) =>
    seen("under load", { failures: [{ exchange: "r1.under load", message: "m", calls, users: 20, told }] });
  const answered = exchange("under load", { reply: { kind: "tool-error", result: {} } });
  const lost = exchange("under load", { reply: { kind: "timeout", afterMs: 9 } });

  it.each<[string, Check, Observation, Exchange, string]>([
    ["tell a secret again and again", secretInFailure, failed(12, [secret]), answered, "fail"],
    ["tell it once", secretInFailure, failed(1, [secret]), answered, "suspected"],
    ["tell what looks like one", secretInFailure, failed(12, [{ ...secret, verified: false }]), answered, "suspected"],
    ["tell nothing of the kind", internalsInFailure, failed(12, [secret]), answered, "pass"],
    ["tell nothing, since nothing came", secretInFailure, failed(12, []), lost, "inconclusive"],
    ["did not happen", secretInFailure, seen("under load", { failures: [] }), answered, "not-applicable"],
    ["were not looked for", secretInFailure, seen("under load", { why: "no tool works" }), answered, "inconclusive"],
  ])("that %s", (_, check, observation, one, verdict) => {
    expect(verdictOf(check, [observation], [one])).toBe(verdict);
  });
});

describe("what is left on a connection", () => {
  const said = (label: string, text: string, principals: number) =>
    exchange(label, {
      facts: { word: "quartz", way: "variable", principals },
      reply: { kind: "result", result: { content: [{ type: "text", text }] } },
    });
  it.each([
    ["is shown to somebody else", [said("mark", "quartz", 2), said("look", "quartz", 2)], "fail"],
    ["is shown to nobody in particular", [said("mark", "quartz", 0), said("look", "quartz", 0)], "noted"],
    ["is shown to the same one", [said("mark", "quartz", 1), said("look", "quartz", 1)], "noted"],
    ["is not shown", [said("mark", "quartz", 2), said("look", "null", 2)], "pass"],
    ["could not be left", [said("mark", "no such function", 2)], "inconclusive"],
    ["was not tried", [], "not-applicable"],
  ])("and %s", (_, exchanges, verdict) => {
    expect(verdictOf(sessionResidue, [], exchanges)).toBe(verdict);
  });
});

describe("something excessive", () => {
  const all = { asked: 10, answered: 10, slowestMs: 20 };
  const sent = (changes: Partial<ExcessFacts>) => {
    const excess = { kind: "depth", levels: 1_000 } as const;
    const usual = { excess, outcome: "http-status", status: 400, message: null, ms: 9, before: all, meanwhile: all };
    return seen("JSON of 1000 levels", { ...usual, after: { asked: 1, answered: 1, slowestMs: 3 }, ...changes });
  };
  it.each<[string, Observation, string]>([
    ["is refused", sent({}), "pass"],
    ["is taken", sent({ outcome: "ok", status: null }), "noted"],
    [
      "is refused for a strange argument",
      sent({ outcome: "rpc-error", status: 200, message: "-32602 unknown" }),
      "noted",
    ],
    ["is refused by the parser", sent({ outcome: "rpc-error", status: 200, message: "-32700 Parse error" }), "pass"],
    ["comes too often", sent({ status: 429 }), "inconclusive"],
    ["ends its connection, and perhaps more", sent({ outcome: "closed", status: null }), "noted"],
    ["ends the server", sent({ outcome: "closed", after: { asked: 9, answered: 0, slowestMs: 0 } }), "fail"],
    ["holds others up", sent({ meanwhile: { asked: 10, answered: 4, slowestMs: 9 } }), "fail"],
    ["comes with one that was lost", sent({ meanwhile: { asked: 10, answered: 9, slowestMs: 9 } }), "pass"],
    [
      "comes to a server that answers nobody",
      sent({ before: { asked: 2, answered: 1, slowestMs: 9 } }),
      "inconclusive",
    ],
    ["was on its way when the run ended", seen("JSON of 1000 levels", { why: "interrupted" }), "inconclusive"],
  ])("%s", (_, observation, verdict) => {
    expect(verdictOf(deepJsonHarmful, [observation], [still])).toBe(verdict);
  });
});
