import { expect, it } from "vitest";
import { tokenPorts } from "../../test/token-ports.ts";
import { resolvePrincipals } from "./resolve-principals.ts";

const never = new AbortController().signal;

it("turns what the config says of an identity into one to act as, and reports every secret", async () => {
  const { ports, secrets: reported } = tokenPorts({ environment: { ALICE: "alice-token", BOB: "bob-api-key" } });
  const { principals, secrets, warnings } = await resolvePrincipals(
    [
      {
        name: "alice",
        token: { env: "ALICE" },
        headers: { "X-Tenant": "acme-corp" },
        expect: { deny: ["delete_*"] },
        tenant: "acme",
        samples: { get_order: { id: 7 } },
      },
      { name: "bob", env: { API_KEY: { env: "BOB" }, LOG_LEVEL: "debug" }, standing: "disabled" },
    ],
    ports,
  );
  expect(principals).toEqual([
    {
      name: "alice",
      headers: { "x-tenant": "acme-corp" },
      env: {},
      token: { get: expect.any(Function) },
      standing: "user",
      tenant: "acme",
      samples: { get_order: { id: 7 } },
      expect: { allow: [], deny: ["delete_*"], list: [] },
    },
    {
      name: "bob",
      headers: {},
      env: { API_KEY: "bob-api-key", LOG_LEVEL: "debug" },
      token: undefined,
      standing: "disabled",
      tenant: undefined,
      samples: {},
      expect: { allow: [], deny: [], list: [] },
    },
  ]);
  expect(await principals[0]?.token?.get(never)).toEqual({ ok: true, token: "alice-token" });
  for (const list of [secrets, reported]) {
    expect(list).toEqual(expect.arrayContaining(["alice-token", "bob-api-key", "acme-corp"]));
    expect(list).not.toContain("debug");
  }
  expect(warnings).toEqual([]);
});

it("warns of literal secrets and of those too short to be redacted", async () => {
  const { ports } = tokenPorts({ environment: { K: "abc" } });
  const { warnings, secrets } = await resolvePrincipals(
    [{ name: "a", token: "written-out", env: { API_KEY: { env: "K" } }, headers: { "x-plain": "none" } }],
    ports,
  );
  expect(warnings).toEqual([
    expect.stringMatching(/^principals\[0\]\.env\.API_KEY has fewer than 5 characters/),
    expect.stringMatching(/^principals\[0\]\.token holds a secret in plain text/),
  ]);
  expect(secrets).toContain("written-out");
  expect(secrets).not.toContain("abc");
});

it("warns of secrets of a provider's client that are written out", async () => {
  const oauth = { grant: "client_credentials", clientId: "c", clientSecret: "in-the-config" } as const;
  const { warnings, secrets } = await resolvePrincipals([{ name: "a", token: { oauth } }], tokenPorts().ports);
  expect(warnings).toEqual([expect.stringMatching(/^principals\[0\]\.token\.oauth\.clientSecret holds a secret/)]);
  expect(secrets).toContain("in-the-config");
});

it.each([
  [[{ name: "a" }, { name: "a" }], 'principals[1].name: there are two principals called "a".'],
  [[{ name: "a", token: "t", headers: { Authorization: "x" } }], "principals[0]: token and headers.authorization both"],
  [
    [{ name: "a", headers: { "bad name": "x" } }],
    'principals[0].headers.bad name: "bad name" is not a valid header name.',
  ],
  [[{ name: "a", token: "line\nbreak" }], "principals[0].token: the value of authorization has a line break"],
  [[{ name: "a", token: "t", tokenIn: { env: "T" }, env: { T: "x" } }], "principals[0]: token and env.T both"],
  [[{ name: "a", tokenIn: { env: "T" } }], "principals[0].tokenIn means nothing without token."],
  [[{ name: "a", token: "t", tokenIn: { header: "X Y" } }], 'principals[0].tokenIn.header: "X Y" is not a valid'],
  [[{ name: "a", token: { mint: {} } }], "principals[0].token.mint needs `issuer` in the config."],
])("refuses %j", async (principals, message) => {
  const failed = await resolvePrincipals(principals, tokenPorts().ports).catch((error: unknown) => error);
  expect(failed).toMatchObject({ code: "config-invalid", message: expect.stringContaining(message) });
});
