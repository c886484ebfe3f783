import { describe, expect, it } from "vitest";
import type { Check } from "../../src/model/check.ts";
import { bearer, loadOn, type ShortLoad } from "../../test/load-on.ts";
import deepJsonHarmful from "./deep-json-harmful.ts";
import internalsInFailure from "./internals-in-failure.ts";
import largeBodyHarmful from "./large-body-harmful.ts";
import oneUserStarvesOthers from "./one-user-starves-others.ts";
import refusedCallerAccepted from "./refused-caller-accepted.ts";
import secretInFailure from "./secret-in-failure.ts";
import sessionGrowth from "./session-growth.ts";
import slowClientsHarmful from "./slow-clients-harmful.ts";

const alice = bearer("alice", "alice-token-4711");
const bob = bearer("bob", "bob-token-4712");
const both = [alice, bob];
const hall = (users: number, ...args: readonly string[]): ShortLoad => ({ fixture: "crowded", args, users });
const without = (...guards: readonly string[]) => guards.flatMap((guard) => ["--without", guard]);

describe.concurrent("what a server does when many come", () => {
  const overwhelmed = ["--open", "--work-ms", "100", "--wait-ms", "50"];
  const busy = ["--work-ms", "100", "--wait-ms", "1500"];

  it.each<[string, ShortLoad, readonly Check[], Readonly<Record<string, string>>]>([
    [
      "says that it has too much to do",
      hall(12, ...overwhelmed),
      [secretInFailure, internalsInFailure],
      { "secret-in-failure": "pass", "internals-in-failure": "pass" },
    ],
    [
      "tells who it is",
      hall(12, ...overwhelmed, ...without("words")),
      [secretInFailure, internalsInFailure],
      { "secret-in-failure": "fail", "internals-in-failure": "fail" },
    ],
    [
      "has nothing to say where nothing fails",
      hall(6, "--open"),
      [secretInFailure, internalsInFailure],
      { "secret-in-failure": "not-applicable", "internals-in-failure": "not-applicable" },
    ],
    [
      "keeps its door shut",
      { ...hall(16), principals: both },
      [refusedCallerAccepted],
      { "refused-caller-accepted": "pass" },
    ],
    [
      "lets anybody in whom it has no time to look at",
      { ...hall(16, ...without("door")), principals: both },
      [refusedCallerAccepted],
      { "refused-caller-accepted": "fail" },
    ],
    [
      "is open to all anyhow",
      { ...hall(8, "--open"), principals: both },
      [refusedCallerAccepted],
      { "refused-caller-accepted": "not-applicable" },
    ],
    [
      "serves users in turn",
      { ...hall(6, ...busy), principals: both },
      [oneUserStarvesOthers],
      { "one-user-starves-others": "pass" },
    ],
    [
      "serves who came first",
      { ...hall(6, ...busy, ...without("share")), principals: both },
      [oneUserStarvesOthers],
      { "one-user-starves-others": "fail" },
    ],
    [
      "limits each user",
      { ...hall(6, "--per-second", "40"), principals: both },
      [oneUserStarvesOthers],
      { "one-user-starves-others": "pass" },
    ],
    [
      "limits all together",
      { ...hall(6, "--per-second", "40", "--limit-by", "all"), principals: both },
      [oneUserStarvesOthers],
      { "one-user-starves-others": "fail" },
    ],
    [
      "limits the one user there is",
      { ...hall(6, "--per-second", "40"), principals: [alice] },
      [oneUserStarvesOthers],
      { "one-user-starves-others": "inconclusive" },
    ],
    [
      "keeps little of a session",
      { ...hall(4, "--open"), watched: true },
      [sessionGrowth],
      { "session-growth": "pass" },
    ],
    [
      "keeps much of a session",
      { ...hall(4, "--open", ...without("sessions")), watched: true },
      [sessionGrowth],
      { "session-growth": "fail" },
    ],
    ["is not to be looked into", hall(4, "--open"), [sessionGrowth], { "session-growth": "inconclusive" }],
  ])("%s", async (_, load, checks, verdicts) => {
    const said = await loadOn(load, checks);
    const told = Object.fromEntries(Object.entries(said).map(([check, { verdict }]) => [check, verdict]));
    expect(told, JSON.stringify(said)).toEqual(verdicts);
  });
});

describe.concurrent("what a server does with too much", () => {
  it.each<[string, readonly string[], Check, string, string]>([
    ["refuses a large body", [], largeBodyHarmful, "pass", "(413)"],
    ["dies of a large body", without("body"), largeBodyHarmful, "fail", "answered nobody any more"],
    ["refuses deep JSON", [], deepJsonHarmful, "pass", "(400)"],
    ["dies of deep JSON", without("depth"), deepJsonHarmful, "fail", "answered nobody any more"],
    ["ends slow requests", [], slowClientsHarmful, "pass", "(ended)"],
    [
      "waits for slow ones while others stand outside",
      without("slow"),
      slowClientsHarmful,
      "fail",
      "were not answered",
    ],
  ])("%s", async (_, args, check, verdict, words) => {
    const said = await loadOn(hall(4, "--open", ...args), [check]);
    const [result] = Object.values(said);
    expect(result).toMatchObject({ verdict, because: expect.stringContaining(words) });
  });
});
