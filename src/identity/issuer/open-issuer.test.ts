import { generateKeyPair } from "jose";
import * as oauth from "oauth4webapi";
import { afterEach, describe, expect, it } from "vitest";
import { seededRandom } from "../../engine/random.ts";
import { type IssuerOptions, openIssuer } from "./open-issuer.ts";
import type { TestIssuer } from "./test-issuer.ts";

const insecure = { [oauth.allowInsecureRequests]: true };
const client: oauth.Client = { client_id: "app" };
const secret = oauth.ClientSecretPost("anything");
const redirectUri = "http://127.0.0.1:9/callback";
const alice = {
  claims: { sub: "alice", name: "Alice", email: "alice@acme.example", groups: ["staff"] },
  disabled: false,
};
const gone = { claims: { sub: "gone" }, disabled: true };

let issuer: TestIssuer;
afterEach(() => issuer.close());

async function open(options: Partial<IssuerOptions> = {}): Promise<oauth.AuthorizationServer> {
  issuer = await openIssuer({
    port: 0,
    preset: "plain",
    audience: "https://mcp.example",
    algorithm: "ES256",
    claims: {},
    accounts: [alice, gone],
    control: false,
    random: seededRandom(1),
    now: Date.now,
    ...options,
  });
  const url = new URL(issuer.url);
  return oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, insecure));
}

it("lays the header of its options over that of the preset, and not over its own members", async () => {
  await open({ header: { typ: "JWT", x5t: "a", alg: "none" } });
  const [head = ""] = (await issuer.mint({ sub: "alice" })).split(".");
  const header = JSON.parse(Buffer.from(head, "base64url").toString("utf8"));
  expect(header).toMatchObject({ typ: "JWT", x5t: "a", alg: "ES256", kid: expect.any(String) });
});

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
}

async function granted(as: oauth.AuthorizationServer, grant: string, form: Record<string, string>) {
  const response = await oauth.genericTokenEndpointRequest(as, client, secret, grant, form, insecure);
  return oauth.processGenericTokenEndpointResponse(as, client, response);
}

/** A whole sign-in, up to the answer of the token endpoint. */
async function signIn(as: oauth.AuthorizationServer, asked: Record<string, string>, verifier: string) {
  const back = await authorize(as, {
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state: "s1",
    ...asked,
  });
  return oauth.validateAuthResponse(as, client, back, "s1");
}

async function authorize(as: oauth.AuthorizationServer, asked: Record<string, string>): Promise<URL> {
  const url = new URL(as.authorization_endpoint ?? "");
  const all = { client_id: "app", response_type: "code", redirect_uri: redirectUri, ...asked };
  for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
  const answer = await fetch(url, { redirect: "manual" });
  expect(answer.status).toBe(302);
  return new URL(answer.headers.get("location") ?? "");
}

const exchange = (as: oauth.AuthorizationServer, callback: URLSearchParams, verifier: string) =>
  oauth.authorizationCodeGrantRequest(as, client, secret, callback, redirectUri, verifier, insecure);

describe("what a client library makes of the issuer", () => {
  it("discovers it, by either well-known address, with the identifier it has", async () => {
    const as = await open();
    expect(as.issuer).toBe(issuer.url);
    expect(as.jwks_uri).toBe(issuer.jwksUri);
    const url = new URL(issuer.url);
    const other = await oauth.discoveryRequest(url, { ...insecure, algorithm: "oauth2" });
    expect(await oauth.processDiscoveryResponse(url, other)).toEqual(as);
  });

  it("signs a user in by code with PKCE, with an ID token that the library verifies against the key set", async () => {
    const as = await open();
    const verifier = oauth.generateRandomCodeVerifier();
    const callback = await signIn(
      as,
      { scope: "openid read", nonce: "n1", login_hint: "alice@acme.example" },
      verifier,
    );
    const response = await exchange(as, callback, verifier);
    const result = await oauth.processAuthorizationCodeResponse(as, client, response, { expectedNonce: "n1" });
    await oauth.validateApplicationLevelSignature(as, response, insecure);
    expect(oauth.getValidatedIdTokenClaims(result)).toMatchObject({ sub: "alice", email: "alice@acme.example" });
    const claims = claimsOf(result.access_token);
    expect(claims).toMatchObject({ sub: "alice", scope: "openid read", groups: ["staff"], aud: "https://mcp.example" });
    const info = await oauth.userInfoRequest(as, client, result.access_token, insecure);
    expect(await oauth.processUserInfoResponse(as, client, "alice", info)).toMatchObject({ name: "Alice" });
  });

  it("gives a client tokens without a user, for the resource that was asked for", async () => {
    const as = await open();
    const asked = new URLSearchParams({ scope: "read", resource: "https://other.example" });
    const response = await oauth.clientCredentialsGrantRequest(as, client, secret, asked, insecure);
    const { access_token, scope, refresh_token } = await oauth.processClientCredentialsResponse(as, client, response);
    expect(claimsOf(access_token)).toMatchObject({ sub: "app", client_id: "app", aud: "https://other.example" });
    expect([scope, refresh_token]).toEqual(["read", undefined]);
  });

  it("takes Basic and a signed assertion for a name, and nobody for an error", async () => {
    const as = await open();
    for (const auth of [oauth.ClientSecretBasic("x"), oauth.None()]) {
      const response = await oauth.clientCredentialsGrantRequest(as, client, auth, {}, insecure);
      expect(claimsOf((await oauth.processClientCredentialsResponse(as, client, response)).access_token).sub).toBe(
        "app",
      );
    }
    const { privateKey } = await generateKeyPair("ES256");
    const signed = await oauth.clientCredentialsGrantRequest(as, client, oauth.PrivateKeyJwt(privateKey), {}, insecure);
    expect((await oauth.processClientCredentialsResponse(as, client, signed)).access_token).toBeDefined();
    const nobody = await fetch(`${issuer.url}/token`, {
      method: "POST",
      body: new URLSearchParams({ grant_type: "client_credentials" }),
    });
    expect([nobody.status, await nobody.json()]).toMatchObject([401, { error: "invalid_client" }]);
  });

  it("exchanges a token for another audience and says who acts", async () => {
    const as = await open();
    const subject = await issuer.mint({ sub: "alice" });
    const form = { subject_token: subject, subject_token_type: "urn:ietf:params:oauth:token-type:access_token" };
    const grant = "urn:ietf:params:oauth:grant-type:token-exchange";
    const { access_token, issued_token_type } = await granted(as, grant, { ...form, audience: "upstream" });
    expect(claimsOf(access_token)).toMatchObject({ sub: "alice", aud: "upstream", act: { sub: "app" } });
    expect(issued_token_type).toBe(form.subject_token_type);
    await expect(granted(as, grant, { ...form, subject_token: `${subject}x` })).rejects.toMatchObject({
      error: "invalid_request",
    });
  });

  it("introspects and revokes", async () => {
    const as = await open();
    const active = async (token: string) =>
      oauth.processIntrospectionResponse(
        as,
        client,
        await oauth.introspectionRequest(as, client, secret, token, insecure),
      );
    const token = await issuer.mint({ sub: "alice", scopes: ["read"] });
    expect(await active(token)).toMatchObject({ active: true, sub: "alice", scope: "read", client_id: "mcp-gauntlet" });
    const opaque = await issuer.mintOpaque({ sub: "alice" });
    expect(opaque).not.toContain(".");
    expect(await active(opaque)).toMatchObject({ active: true, sub: "alice" });
    const bad = [
      await issuer.mint({ sub: "gone" }),
      await issuer.mint({ sub: "alice" }, { expiresIn: -60 }),
      await issuer.mint({ sub: "alice" }, { notBefore: 600 }),
      await issuer.mint({ sub: "alice" }, { issuer: "https://elsewhere.example" }),
      "garbage",
    ];
    for (const wrong of bad) expect(await active(wrong)).toEqual({ active: false });
    for (const one of [token, opaque])
      await oauth.processRevocationResponse(await oauth.revocationRequest(as, client, secret, one, insecure));
    expect(await active(token)).toEqual({ active: false });
    expect(await active(opaque)).toEqual({ active: false });
    const refused = await oauth.userInfoRequest(as, client, token, insecure);
    expect(refused.status).toBe(401);
  });
});

describe("what the issuer refuses", () => {
  it("a password grant for somebody unknown or disabled", async () => {
    const as = await open();
    expect(claimsOf((await granted(as, "password", { username: "Alice", password: "x" })).access_token).sub).toBe(
      "alice",
    );
    for (const username of ["gone", "nobody", ""])
      await expect(granted(as, "password", { username, password: "x" })).rejects.toMatchObject({
        error: "invalid_grant",
      });
  });

  it("a refresh token for the second time, and then its successors too", async () => {
    const as = await open();
    const first = await granted(as, "password", { username: "alice", password: "x" });
    const refreshed = async (token = "") =>
      oauth.processRefreshTokenResponse(
        as,
        client,
        await oauth.refreshTokenGrantRequest(as, client, secret, token, insecure),
      );
    const second = await refreshed(first.refresh_token);
    expect(claimsOf(second.access_token).sub).toBe("alice");
    expect(second.refresh_token).not.toBe(first.refresh_token);
    await expect(refreshed(first.refresh_token)).rejects.toMatchObject({ error: "invalid_grant" });
    await expect(refreshed(second.refresh_token)).rejects.toMatchObject({ error: "invalid_grant" });
  });

  it("a code for the second time, with another verifier or after its time", async () => {
    let now = Date.now();
    const as = await open({ now: () => now });
    const verifier = oauth.generateRandomCodeVerifier();
    const status = async (callback: URLSearchParams, by = verifier) => (await exchange(as, callback, by)).status;
    const once = await signIn(as, {}, verifier);
    expect(await status(once)).toBe(200);
    expect(await status(once)).toBe(400);
    expect(await status(await signIn(as, {}, verifier), oauth.generateRandomCodeVerifier())).toBe(400);
    const late = await signIn(as, {}, verifier);
    now += 61_000;
    expect(await status(late)).toBe(400);
  });

  it("to send a browser away without PKCE, for a disabled user, or off this machine", async () => {
    const as = await open();
    const challenge = { code_challenge: "a".repeat(43), code_challenge_method: "S256" };
    expect((await authorize(as, {})).searchParams.get("error")).toBe("invalid_request");
    const plain = await authorize(as, { ...challenge, code_challenge_method: "plain" });
    expect(plain.searchParams.get("error")).toBe("invalid_request");
    const disabled = await authorize(as, { ...challenge, login_hint: "gone" });
    expect(disabled.searchParams.get("error")).toBe("access_denied");
    for (const away of ["https://evil.example/", "javascript:alert(1)", "http://127.0.0.1.evil.example/", ""]) {
      const query = new URLSearchParams({ client_id: "app", response_type: "code", redirect_uri: away, ...challenge });
      expect((await fetch(`${issuer.url}/authorize?${query}`, { redirect: "manual" })).status).toBe(400);
    }
  });

  it("a name that is not this machine's, a body that is too long, a path that it does not have", async () => {
    await open();
    const { request } = await import("node:http");
    const status = await new Promise((settle) => {
      request(`${issuer.url}/jwks`, { headers: { host: "rebound.example" } }, (answer) => {
        answer.resume();
        settle(answer.statusCode);
      }).end();
    });
    expect(status).toBe(421);
    expect((await fetch(`${issuer.url}/token`, { method: "POST", body: "x".repeat(70_000) })).status).toBe(413);
    expect((await fetch(`${issuer.url}/mint`, { method: "POST" })).status).toBe(404);
    await expect(openIssuerAt(issuer.port)).rejects.toMatchObject({ code: "usage" });
  });
});

it("remembers who asked for what", async () => {
  await open();
  await fetch(`${issuer.url}/jwks?secret=1`, { headers: { "user-agent": "a server" } });
  expect(issuer.requests().map(({ method, path, agent }) => [method, path, agent])).toContainEqual([
    "GET",
    "/jwks",
    "a server",
  ]);
});

function openIssuerAt(port: number): Promise<TestIssuer> {
  const random = seededRandom(1);
  const rest = { preset: "plain", audience: "x", algorithm: "ES256", claims: {}, accounts: [] } as const;
  return openIssuer({ port, ...rest, control: false, random, now: Date.now });
}
