import { afterEach, describe, expect, it } from "vitest";
import { type Guard, guards, type Options } from "../../../fixtures/identity/authorization-server/guards.ts";
import {
  type OpenAuthorizationServer,
  openAuthorizationServer,
} from "../../../fixtures/identity/authorization-server/open.ts";
import { judgedBehind } from "../../../test/protected-resource.ts";
import clientAddressFetched from "../client-address-fetched.ts";
import pkceNotEnforced from "../pkce-not-enforced.ts";
import redirectUriNotMatched from "../redirect-uri-not-matched.ts";
import refreshTokenReusable from "../refresh-token-reusable.ts";

/** Each guard of the server, and the check that its absence trips, with what must have worked. */
const trips: Readonly<Record<Guard, readonly [string, readonly string[]]>> = {
  "challenge-required": ["pkce-not-enforced", ["no-challenge"]],
  "verifier-compared": ["pkce-not-enforced", ["wrong-verifier", "no-verifier"]],
  "redirect-matched": ["redirect-uri-not-matched", ["other-host", "subdirectory", "userinfo", "plain-http"]],
  "redirect-whole": ["redirect-uri-not-matched", ["subdirectory", "traversal"]],
  "redirect-first": ["redirect-uri-not-matched", ["other-host"]],
  "refresh-rotated": ["refresh-token-reusable", ["again"]],
  "refresh-once": ["refresh-token-reusable", ["again"]],
  "request-uri": ["client-address-fetched", ["request_uri"]],
  "registration-addresses": ["client-address-fetched", ["jwks_uri", "logo_uri"]],
  "client-documents": ["client-address-fetched", ["client-metadata"]],
};

const checks = [pkceNotEnforced, redirectUriNotMatched, clientAddressFetched, refreshTokenReusable];
const whole: Options = {
  without: new Set(),
  deaf: false,
  login: false,
  blindPage: false,
  registration: true,
  removal: true,
  audience: "desk",
};

let server: OpenAuthorizationServer | undefined;
afterEach(() => server?.close());

async function judged(options: Partial<Options>, those = checks) {
  server = await openAuthorizationServer({ ...whole, ...options });
  const results = await judgedBehind(those, server.url);
  return { results, store: server.store, verdicts: results.map(({ outcome }) => outcome.verdict) };
}

const name = ({ planned }: { readonly planned: { readonly check: { readonly id: string } } }) =>
  planned.check.id.split("/")[1];

describe("an authorization server", () => {
  it("passes with all its guards, and nothing of ours stays there", async () => {
    const { results, store, verdicts } = await judged({});
    expect(verdicts).toEqual(["pass", "pass", "pass", "pass"]);
    expect(results.flatMap(({ leftovers }) => leftovers)).toEqual([]);
    expect(store.clients.size).toBe(0);
  });

  it.each(Object.entries(trips))("without %s is found by its check alone", async (guard, [check, techniques]) => {
    const { results, store } = await judged({ without: new Set([guard as Guard]) });
    const failed = results.filter(({ outcome }) => outcome.verdict !== "pass");
    expect(failed.map(name)).toEqual([check]);
    const [outcome] = failed.map((result) => result.outcome);
    expect(outcome).toMatchObject({ verdict: "fail", techniques: expect.arrayContaining([...techniques]) });
    expect(store.clients.size).toBe(0);
  });

  it("has a row for each guard", () => {
    expect(Object.keys(trips).sort()).toEqual(Object.keys(guards).sort());
  });

  it("that refuses everything passes nothing", async () => {
    const { verdicts } = await judged({ deaf: true });
    expect(verdicts).toEqual(Array(4).fill("inconclusive"));
  });

  it("tells what stays behind where clients cannot be removed, and has one client for all", async () => {
    const { results, store } = await judged({ removal: false });
    const left = results.flatMap(({ leftovers }) => leftovers);
    expect(left.every((phrase) => /^the OAuth client gauntlet_[a-z]{10} at http:/.test(phrase))).toBe(true);
    expect([left.length, store.clients.size]).toEqual([2, 2]);
  });

  it("keeps codes, tokens and what clients hold out of the evidence", async () => {
    const { results, store } = await judged({ removal: true });
    const lines = results.flatMap((result) => result.lines).join("\n");
    expect(lines).toContain("oauth/token");
    expect(store.refresh.size).toBeGreaterThan(0);
    for (const secret of store.refresh.keys()) expect(lines).not.toContain(secret);
    for (const member of ["code", "refresh_token", "code_verifier", "registration_access_token", "access_token"])
      expect(lines).not.toMatch(new RegExp(`"${member}":"(?!\\[redacted|gauntlet_)`));
    expect(lines).not.toMatch(/Bearer [\w-]{20}/);
  });
});

describe("an authorization server with a login", () => {
  it("passes where it looks at requests before", async () => {
    const { verdicts } = await judged({ login: true });
    expect(verdicts).toEqual(["pass", "pass", "pass", "inconclusive"]);
  });

  it("is suspected where a request without a challenge leads on to it", async () => {
    const { results } = await judged({ login: true, without: new Set(["challenge-required"]) }, [pkceNotEnforced]);
    expect(results[0]?.outcome).toMatchObject({ verdict: "suspected", because: expect.stringContaining("later") });
  });

  it("tells nothing where everybody gets the same page", async () => {
    const { verdicts } = await judged({ blindPage: true }, [pkceNotEnforced, redirectUriNotMatched]);
    expect(verdicts).toEqual(["inconclusive", "inconclusive"]);
  });

  it("is convicted by the errors that it sends to strangers", async () => {
    const { results } = await judged({ login: true, without: new Set(["redirect-matched"]) }, [redirectUriNotMatched]);
    expect(results[0]?.outcome).toMatchObject({ verdict: "fail", because: expect.stringContaining("with the error") });
  });
});
