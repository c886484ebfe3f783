import { describe, expect, it } from "vitest";
import type { Suite } from "../../src/model/check.ts";
import { checksWith, scanGuarded } from "../../test/guarded.ts";
import { authBypass } from "./suite.ts";

/** Each guard of the server, and the check that its absence trips, and no other. */
const guards: Readonly<Record<string, string>> = {
  authentication: "anonymous-accepted",
  scheme: "other-scheme-accepted",
  "query-token": "token-in-query-accepted",
  "token-parsing": "garbage-token-accepted",
  "identity-header": "user-named-beside-token-believed",
  "identity-meta": "user-named-beside-token-believed",
  expiry: "expired-token-accepted",
  "not-before": "early-token-accepted",
  audience: "token-for-another-server-accepted",
  issuer: "token-of-another-issuer-accepted",
  signature: "forged-signature-accepted",
  unsigned: "unsigned-token-accepted",
  algorithm: "public-key-as-secret-accepted",
  "embedded-jwk": "key-named-by-token-accepted",
  jku: "key-named-by-token-accepted",
  "user-known": "unknown-user-served",
  "user-enabled": "invalid-user-accepted",
  "user-required": "userless-token-served",
  "subject-shape": "malformed-subject-served",
  tenant: "other-tenant-served",
  "claim-drift": "claim-drift-fails-open",
  "every-request": "session-is-authentication",
  connection: "connection-is-authentication",
  "session-user": "session-of-another-user-accepted",
  "expiry-in-session": "token-expiring-in-session-accepted",
  stream: "stream-without-token",
  "session-end": "ended-session-accepted",
  ownership: "object-of-another-user-served",
  handle: "state-of-another-user-accepted",
  cursor: "state-of-another-user-accepted",
  "identity-argument": "user-named-beside-token-believed",
  "identity-client": "user-named-beside-token-believed",
  "kid-path": "key-named-by-token-accepted",
  challenge: "authorization-metadata-wrong",
  metadata: "authorization-metadata-wrong",
  scope: "denied-tool-callable",
  "role-call": "hidden-tool-callable",
  "role-list": "listed-tool-refused",
  "scope-challenge": "missing-scope-not-challenged",
  task: "task-of-another-user-served",
};

/**
 * Guards that are taken away at once, so that fewer servers have to be started and asked: none has to do with another, and
 * each must still trip its own check. All others are taken away alone, as is what leaves nothing to find behind it.
 */
const together: readonly (readonly string[])[] = [
  ["scheme", "not-before", "ownership"],
  ["query-token", "issuer", "handle"],
  ["audience", "cursor", "identity-client"],
  ["identity-header", "expiry", "stream"],
  ["identity-meta", "unsigned", "session-end"],
  ["embedded-jwk", "tenant", "expiry-in-session"],
  ["jku", "user-enabled", "challenge", "role-list"],
  ["algorithm", "user-known", "scope-challenge"],
  ["kid-path", "metadata", "task"],
  ["connection", "identity-argument"],
];
const alone = Object.keys(guards).filter((guard) => !together.flat().includes(guard));
const taken = [...together, ...alone.map((guard) => [guard])];

/** Two of its tools, with which most guards show, and those that the others need. */
const fewTools = ["whoami", "get_note"];
const moreTools: Readonly<Record<string, readonly string[]>> = {
  "claim-drift": ["list_staff"],
  "user-required": ["list_orders", "get_order"],
  tenant: ["list_orders"],
  handle: ["read_basket"],
  cursor: ["long_list"],
  "identity-client": ["list_orders"],
  scope: ["export_report"],
  "role-call": ["list_staff"],
  "role-list": ["list_staff"],
  "scope-challenge": ["export_report"],
  task: ["list_orders"],
};

/** What the owner says otherwise, for guards that show in another way than the config of the server does. */
const edits: Readonly<Record<string, NonNullable<Parameters<typeof scanGuarded>[3]>>> = {
  // An admin whose token lacks the scope.
  scope: (one) =>
    one.name === "bob" ? { ...one, token: { mint: { sub: "bob", roles: ["admin"], scopes: ["orders"] } } } : one,
  "role-call": ({ expect: { deny: _, ...expect } = {}, ...one }) => ({ ...one, expect }),
};

const selectionOf = (tools: readonly string[]) => ({
  suites: [],
  checks: [],
  includeTools: [...fewTools, ...tools],
  excludeTools: [],
  includeParams: [],
});
const selection = selectionOf(Object.values(moreTools).flat());

const checksOf = (names: readonly string[]): string[] =>
  [...new Set(names.map((guard) => guards[guard] ?? guard))].sort();

/** Those that wait long have guards of their own in the tests beside them. */
const slow = ["provider-fault-fails-open", "keys-rotated-not-followed", "user-existence-told"];
const suite: Suite = {
  ...authBypass,
  checks: authBypass.checks.filter(({ id }) => !slow.includes(id.split("/")[1] ?? "")),
};

// Five scans at a time share what there is of the machine.
describe("auth-bypass", { timeout: 600_000 }, () => {
  // What needs more tools is asked after a token was verified, whoever did that.
  const shown = Object.keys(guards).filter((guard) => !(guard in moreTools));
  it.concurrent.each([
    ["jose", selection, Object.keys(guards)],
    ["jsonwebtoken", selectionOf([]), shown],
    ["sdk", selectionOf([]), shown],
  ])("finds nothing on the server with all its guards, verified by %s", async (verifier, selection, shown) => {
    const report = await scanGuarded(["--verifier", verifier], suite, { selection });
    const found = report.results.filter(({ verdict }) => ["fail", "suspected", "error"].includes(verdict));
    expect(found).toEqual([]);
    expect(checksWith(report, "pass")).toEqual(expect.arrayContaining(checksOf(shown)));
    expect(report.exitCode).toBe(0);
  });

  it.concurrent("concludes nothing from a server that refuses everybody", async () => {
    const report = await scanGuarded(["--variant", "deaf"], suite, { selection });
    expect(checksWith(report, "pass")).toEqual([]);
    expect(checksWith(report, "fail")).toEqual([]);
  });

  it.concurrent.each(taken.map((names) => [names.join(", "), names] as const))(
    "without %s finds what that opens and nothing else",
    async (_, names) => {
      const gate = { failOn: "low", failOnSuspected: false, strict: false } as const;
      const changes = { gate, selection: selectionOf(names.flatMap((guard) => moreTools[guard] ?? [])) };
      const without = names.flatMap((guard) => ["--without", guard]);
      const report = await scanGuarded(without, suite, changes, edits[names[0] ?? ""]);
      expect(checksWith(report, "fail")).toEqual(checksOf(names));
      for (const result of report.results.filter(({ verdict }) => verdict === "fail")) {
        expect(result.proof.length).toBeGreaterThan(1);
        expect(result.reproduction).toBeDefined();
      }
      expect(report.exitCode).toBe(1);
    },
  );
});
