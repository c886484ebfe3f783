import { chmodSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningFixture, startFixture } from "../../../../test/fixtures.ts";
import { person } from "../../../../test/person.ts";
import { tokenPorts } from "../../../../test/token-ports.ts";
import type { OAuthConfig } from "../../../model/config.ts";
import type { TokenPorts } from "../ports.ts";
import { oauthSource } from "./oauth-source.ts";

const never = new AbortController().signal;
const target = "http://127.0.0.1:1/mcp";
let provider: RunningFixture;
beforeAll(async () => {
  provider = await startFixture("oidc-provider", ["--resource", target, "--lifetime", "300"]);
}, 60_000);
afterAll(() => provider.stop());

function open(ports: TokenPorts, changes: Partial<OAuthConfig> = {}) {
  const config = {
    grant: "authorization_code",
    issuer: provider.ready.url,
    clientId: "app",
    scope: "read",
    ...changes,
  };
  return oauthSource(config as OAuthConfig, "alice", "principals[0].token.oauth", ports);
}

it("logs in by a form and by a hint, with PKCE and for the server under test", async () => {
  const form = { name: "bob", password: "bob-password" };
  for (const [who, hint] of [
    [person(form), undefined],
    [person(), "alice"],
  ] as const) {
    const { ports } = tokenPorts({ person: who });
    const issued = await (await open(ports, hint === undefined ? {} : { username: hint })).get(never);
    expect(issued).toMatchObject({ ok: true });
    expect(issued.ok && decodeJwt(issued.token)).toMatchObject({ sub: hint ?? "bob", aud: target, tenant: "acme" });
    expect(who.told[0]).toMatch(/code_challenge=[\w-]{43}&code_challenge_method=S256/);
    expect(who.told[0]).toContain(`resource=${encodeURIComponent(target)}`);
  }
});

it("keeps the login for later runs where only its owner can read it, and uses the refresh token that came last", async () => {
  const who = person();
  let now = Date.now();
  const { ports, secrets } = tokenPorts({ person: who, now: () => now });
  const first = await (await open(ports, { username: "alice" })).get(never);

  const [name = ""] = readdirSync(ports.cache);
  const file = join(ports.cache, name);
  expect(readdirSync(ports.cache)).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.json$/)]);
  expect([statSync(ports.cache).mode & 0o777, statSync(file).mode & 0o777]).toEqual([0o700, 0o600]);

  const alone = { ...ports, person: undefined };
  expect(await (await open(alone, { username: "alice" })).get(never)).toEqual(first);

  for (let round = 0; round < 3; round++) {
    now += 280_000;
    const next = await (await open(alone, { username: "alice" })).get(never);
    expect(next).toMatchObject({ ok: true });
    expect(next).not.toEqual(first);
  }
  const kept = JSON.parse(readFileSync(file, "utf8"));
  for (const value of [kept.accessToken, kept.refreshToken]) expect(secrets).toContain(value);
  expect(who.told.filter((line) => line.includes("http"))).toHaveLength(1);

  chmodSync(file, 0o644);
  await expect((await open(alone, { username: "alice" })).get(never)).rejects.toMatchObject({ code: "config-invalid" });
});

it.each([
  ["the whole address", (url: URL) => `  ${url.href}\n`],
  ["its query", (url: URL) => url.search],
  ["the code alone", (url: URL) => url.searchParams.get("code") ?? ""],
])("takes %s from a person whose browser is elsewhere", async (_what, types) => {
  const { ports, secrets } = tokenPorts({ person: person(undefined, types) });
  const issued = await (await open(ports, { username: "dave" })).get(never);
  expect(issued.ok && decodeJwt(issued.token)).toMatchObject({ sub: "dave", tenant: "globex" });
  expect(secrets.length).toBeGreaterThanOrEqual(4);
});

it.each([
  ["another state", (url: URL) => url.href.replace(/state=[^&]+/, "state=another")],
  ["another issuer", (url: URL) => url.href.replace(/iss=[^&]+/, "iss=http%3A%2F%2F127.0.0.1%3A1")],
])("does not take an answer with %s", async (_what, types) => {
  const { ports } = tokenPorts({ person: person(undefined, types) });
  const issued = await (await open(ports, { username: "dave" })).get(never);
  expect(issued).toMatchObject({ ok: false, why: expect.stringContaining("no token response") });
});

it("gives the reason where the login is refused", async () => {
  const refused = (url: URL) => `?error=access_denied&${url.search.slice(1)}`;
  const { ports } = tokenPorts({ person: person(undefined, refused) });
  const issued = await (await open(ports, { username: "dave" })).get(never);
  expect(issued).toEqual({ ok: false, why: "the login was refused: access_denied" });
});

it("stops waiting for a person when nobody waits for the token", async () => {
  const gone = new AbortController();
  const { ports } = tokenPorts({
    person: { tell: () => gone.abort(new Error("enough")), line: () => new Promise(() => {}) },
  });
  await expect((await open(ports)).get(gone.signal)).rejects.toThrow("enough");
});

it("is a config error without a terminal", async () => {
  const { ports } = tokenPorts();
  const failed = await (await open(ports)).get(never).catch((error: unknown) => error);
  expect(failed).toMatchObject({
    code: "config-invalid",
    exitCode: 3,
    message: "principals[0].token.oauth: alice has to log in in a browser, and there is no terminal to say so.",
  });
});
