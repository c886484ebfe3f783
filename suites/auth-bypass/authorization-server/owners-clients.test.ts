import { afterEach, expect, it } from "vitest";
import type { Options } from "../../../fixtures/identity/authorization-server/guards.ts";
import {
  type OpenAuthorizationServer,
  openAuthorizationServer,
} from "../../../fixtures/identity/authorization-server/open.ts";
import type { Grant } from "../../../fixtures/identity/authorization-server/store.ts";
import { anonymous, type Principal } from "../../../src/model/principal.ts";
import { judgedBehind } from "../../../test/protected-resource.ts";
import clientAddressFetched from "../client-address-fetched.ts";
import pkceNotEnforced from "../pkce-not-enforced.ts";
import redirectUriNotMatched from "../redirect-uri-not-matched.ts";
import refreshTokenReusable from "../refresh-token-reusable.ts";

const redirectUri = "https://desk.example/callback";
const whole: Options = {
  without: new Set(),
  deaf: false,
  login: true,
  blindPage: false,
  registration: false,
  removal: false,
  audience: "desk",
};

let server: OpenAuthorizationServer | undefined;
afterEach(() => server?.close());

/** A server that registers nobody, with the client of an owner, and a refresh token that alice has there. */
async function opened(options: Partial<Options>) {
  server = await openAuthorizationServer({ ...whole, ...options });
  server.store.clients.set("desk", { id: "desk", redirectUris: [redirectUri], metadata: {}, removalToken: "" });
  const grant: Grant = { client: "desk", redirectUri, challenge: "", method: "S256", audience: "desk", over: false };
  server.store.refresh.set("alice-refresh-token", { grant, used: false });
  const login = { clientId: "desk", redirectUri, confidential: false, issuer: `${server.url}/` };
  const token = { get: async () => ({ ok: false, why: "" }) as const, refreshToken: () => "alice-refresh-token" };
  return { server, grant, alice: { ...anonymous, name: "alice", login, token } satisfies Principal };
}

it("asks as the client of a principal where nobody can register", async () => {
  const { server, alice } = await opened({ without: new Set(["challenge-required", "redirect-matched"]) });
  const checks = [pkceNotEnforced, redirectUriNotMatched];
  const [pkce, redirect] = await judgedBehind(checks, server.url, { principals: [alice] });
  expect(pkce?.outcome.verdict).toBe("suspected");
  // What else the owner registered nobody knows: only other hosts are strangers.
  expect(redirect?.outcome).toMatchObject({
    verdict: "fail",
    techniques: ["other-host", "longer-host", "userinfo", "in-query"],
  });
});

it("concludes nothing where there is no client at all, and finds a fetched client id all the same", async () => {
  const { server } = await opened({ without: new Set(["client-documents"]) });
  const checks = [pkceNotEnforced, redirectUriNotMatched, clientAddressFetched, refreshTokenReusable];
  const results = await judgedBehind(checks, server.url);
  const none = { verdict: "inconclusive", reason: "no-credentials" };
  expect(results.map(({ outcome }) => outcome)).toMatchObject([none, none, { verdict: "fail" }, none]);
});

it("leaves the refresh token of a principal alone", async () => {
  const { server, grant, alice } = await opened({});
  const [result] = await judgedBehind([refreshTokenReusable], server.url, { principals: [alice] });
  expect(result?.outcome).toMatchObject({
    verdict: "inconclusive",
    because: expect.stringContaining("--allow-destructive"),
  });
  expect(grant.over).toBe(false);
});

it("uses it twice with the leave of the owner", async () => {
  const { server, grant, alice } = await opened({});
  const changes = { principals: [alice], allowDestructive: true };
  const [passed] = await judgedBehind([refreshTokenReusable], server.url, changes);
  expect([passed?.outcome.verdict, grant.over]).toEqual(["pass", true]);
  server.close();
  const lax = await opened({ without: new Set(["refresh-rotated"]) });
  const [failed] = await judgedBehind([refreshTokenReusable], lax.server.url, { ...changes, principals: [lax.alice] });
  expect(failed?.outcome.verdict).toBe("fail");
  expect(failed?.lines.join("\n")).not.toContain("alice-refresh-token");
});

it("asks no host that is not allowed, and not the issuer of the run itself", async () => {
  const checks = [pkceNotEnforced, redirectUriNotMatched, clientAddressFetched, refreshTokenReusable];
  const elsewhere = await judgedBehind(checks, "https://login.example.com");
  expect(elsewhere.map(({ outcome }) => outcome)).toMatchObject(
    Array(4).fill({ verdict: "inconclusive", because: expect.stringContaining("its host is not allowed") }),
  );
  const { server } = await opened({});
  const embedded = { issuer: { url: server.url } } as never;
  const own = await judgedBehind(checks, server.url, { embedded });
  expect(own.map(({ outcome }) => outcome.verdict)).toEqual(Array(4).fill("not-applicable"));
});
