import { expect, it } from "vitest";
import { resolvePrincipals } from "./resolve-principals.ts";

it("turns a token into a bearer credential and keeps every secret for redaction", async () => {
  const { principals, secrets, warnings } = await resolvePrincipals(
    [
      { name: "alice", token: { env: "ALICE" }, headers: { "X-Tenant": "acme-corp" }, expect: { deny: ["delete_*"] } },
      { name: "bob", env: { API_KEY: { env: "BOB" }, LOG_LEVEL: "debug" } },
    ],
    { ALICE: "alice-token", BOB: "bob-api-key" },
  );
  expect(principals).toEqual([
    {
      name: "alice",
      headers: { "x-tenant": "acme-corp", authorization: "Bearer alice-token" },
      env: {},
      expect: { allow: [], deny: ["delete_*"], list: [] },
    },
    {
      name: "bob",
      headers: {},
      env: { API_KEY: "bob-api-key", LOG_LEVEL: "debug" },
      expect: { allow: [], deny: [], list: [] },
    },
  ]);
  expect(secrets).toEqual(expect.arrayContaining(["alice-token", "bob-api-key", "acme-corp"]));
  expect(secrets).not.toContain("debug");
  expect(warnings).toEqual([]);
});

it("warns of literal secrets and of those too short to be redacted", async () => {
  const { warnings, secrets } = await resolvePrincipals(
    [{ name: "a", token: "written-out", env: { API_KEY: { env: "K" } }, headers: { "x-plain": "none" } }],
    { K: "abc" },
  );
  expect(warnings).toEqual([
    expect.stringMatching(/^principals\[0\]\.env\.API_KEY has fewer than 5 characters/),
    expect.stringMatching(/^principals\[0\]\.token holds a secret in plain text/),
  ]);
  expect(secrets).toContain("written-out");
  expect(secrets).not.toContain("abc");
});

it.each([
  [[{ name: "a" }, { name: "a" }], 'principals[1].name: there are two principals called "a".'],
  [[{ name: "a", token: "t", headers: { Authorization: "x" } }], "principals[0]: token and headers.authorization both"],
  [
    [{ name: "a", headers: { "bad name": "x" } }],
    'principals[0].headers.bad name: "bad name" is not a valid header name.',
  ],
  [[{ name: "a", token: "line\nbreak" }], "principals[0].token: the value of authorization has a line break"],
])("refuses %j", async (principals, message) => {
  const failed = await resolvePrincipals(principals, {}).catch((error: unknown) => error);
  expect(failed).toMatchObject({ code: "config-invalid", message: expect.stringContaining(message) });
});
