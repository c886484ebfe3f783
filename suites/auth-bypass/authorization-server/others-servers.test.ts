import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { DemoInMemoryAuthProvider } from "@modelcontextprotocol/sdk/examples/server/demoInMemoryOAuthProvider.js";
import { mcpAuthRouter } from "@modelcontextprotocol/sdk/server/auth/router.js";
import { createMcpExpressApp } from "@modelcontextprotocol/sdk/server/express.js";
import { exportJWK, generateKeyPair } from "jose";
import Provider, { type Configuration } from "oidc-provider";
import { afterEach, expect, it, vi } from "vitest";
import { configuration } from "../../../fixtures/identity/oidc/configuration.ts";
import { users } from "../../../fixtures/identity/oidc/users.ts";
import { judgedBehind } from "../../../test/protected-resource.ts";
import clientAddressFetched from "../client-address-fetched.ts";
import pkceNotEnforced from "../pkce-not-enforced.ts";
import redirectUriNotMatched from "../redirect-uri-not-matched.ts";
import refreshTokenReusable from "../refresh-token-reusable.ts";

const checks = [pkceNotEnforced, redirectUriNotMatched, clientAddressFetched, refreshTokenReusable];

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const open: { close(): void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

/** Listens, and is answered by what is made for its URL. */
async function listening(make: (url: string) => Promise<Answer>): Promise<string> {
  const http = createServer().listen(0, "127.0.0.1");
  await once(http, "listening");
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  http.on("request", await make(url));
  open.push({
    close() {
      http.closeAllConnections();
      http.close();
    },
  });
  return url;
}

/** The certified provider with registration on; whoever comes is alice, or has to log in. */
async function certified(url: string, asked: "alice" | "login", more: Configuration = {}): Promise<Answer> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kid: "provider-1", alg: "RS256", use: "sig" };
  const choices = { resources: [], scope: "read orders", lifetime: 600 };
  const { features, ...rest } = configuration(key, users, [], choices);
  const registration = { registration: { enabled: true }, registrationManagement: { enabled: true } };
  vi.spyOn(console, "info").mockReturnValue(undefined);
  vi.spyOn(console, "warn").mockReturnValue(undefined);
  const provider = new Provider(url, { ...rest, ...more, features: { ...features, ...registration } });
  const answer = provider.callback();
  return async (request, response) => {
    if (!request.url?.startsWith("/login/")) return answer(request, response);
    if (asked === "login") return void response.writeHead(200).end("<h1>Log in</h1>");
    const { prompt } = await provider.interactionDetails(request, response);
    const result = prompt.name === "consent" ? { consent: {} } : { login: { accountId: "alice" } };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
  };
}

/** What guards the provider is the dispatcher that it hands to fetch. */
const guardless = (options: RequestInit | undefined): RequestInit =>
  ({ ...options, dispatcher: undefined }) as unknown as RequestInit;

it("finds nothing at the certified oidc-provider, and leaves no client there", async () => {
  const issuer = await listening((url) => certified(url, "alice"));
  const results = await judgedBehind(checks, issuer);
  expect(results.map(({ outcome }) => outcome)).toMatchObject(Array(4).fill({ verdict: "pass" }));
  expect(results.flatMap(({ leftovers }) => leftovers)).toEqual([]);
});

it("finds that it fetches the keys of clients from anywhere once its own guard is taken away", async () => {
  const unguarded: Configuration = { fetch: (address, options) => fetch(address, guardless(options)) };
  const issuer = await listening((url) => certified(url, "login", unguarded));
  const [result] = await judgedBehind([clientAddressFetched], issuer);
  expect(result?.outcome).toMatchObject({ verdict: "fail", techniques: ["jwks_uri"] });
});

it("finds that it asks nobody for a code_challenge where it is set up so", async () => {
  const issuer = await listening((url) => certified(url, "alice", { pkce: { required: () => false } }));
  const [result] = await judgedBehind([pkceNotEnforced], issuer);
  expect(result?.outcome).toMatchObject({ verdict: "fail", techniques: ["no-challenge"] });
});

it("finds nothing there where a person has to log in", async () => {
  const issuer = await listening((url) => certified(url, "login"));
  const results = await judgedBehind(checks, issuer);
  expect(results.map(({ outcome }) => outcome.verdict)).toEqual(["pass", "pass", "pass", "inconclusive"]);
});

it("finds nothing at the example server of the official SDK, and says what stays there", async () => {
  const issuer = await listening(async (url) => {
    const app = createMcpExpressApp();
    app.use(mcpAuthRouter({ provider: new DemoInMemoryAuthProvider(), issuerUrl: new URL(url) }));
    return app;
  });
  const results = await judgedBehind(checks, issuer);
  expect(results.map(({ outcome }) => outcome.verdict)).toEqual(["pass", "pass", "pass", "not-applicable"]);
  expect(results.flatMap(({ leftovers }) => leftovers)).toHaveLength(2);
});
