import { createRemoteJWKSet, jwtVerify } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { seededRandom } from "../../engine/random.ts";
import { readJwt } from "../forge/read-jwt.ts";
import { openIssuer } from "./open-issuer.ts";
import type { TestIssuer } from "./test-issuer.ts";

const open = (seed: number): Promise<TestIssuer> =>
  openIssuer({
    port: 0,
    preset: "okta",
    audience: "mcp",
    algorithm: "ES256",
    claims: {},
    accounts: [],
    control: false,
    random: seededRandom(seed),
    now: Date.now,
  });

let issuer: TestIssuer;
beforeEach(async () => {
  issuer = await open(1);
});
afterEach(() => issuer.close());

const status = (path: string, of = issuer): Promise<number | "cut"> =>
  fetch(of.url + path).then(
    (answer) => answer.status,
    () => "cut" as const,
  );

describe("a fault", () => {
  it("cuts the connections of an endpoint that is down, and of no other", async () => {
    issuer.fail({ down: ["discovery", "jwks"] });
    expect(await status("/jwks")).toBe("cut");
    expect(await status("/.well-known/openid-configuration")).toBe("cut");
    expect(await status("/.well-known/oauth-authorization-server")).toBe("cut");
    expect(await status("/userinfo")).toBe(401);
    issuer.heal();
    expect(await status("/jwks")).toBe(200);
  });

  it("fails the share of requests that it says, the same ones under the same seed", async () => {
    const other = await open(1);
    for (const one of [issuer, other]) one.fail({ errorShare: 0.3 });
    const many = async (of: TestIssuer): Promise<(number | "cut")[]> => {
      const seen: (number | "cut")[] = [];
      for (let count = 0; count < 100; count += 1) seen.push(await status("/jwks", of));
      return seen;
    };
    const seen = await many(issuer);
    expect(await many(other)).toEqual(seen);
    await other.close();
    const failed = seen.filter((code) => code === 500).length;
    expect(failed).toBeGreaterThan(15);
    expect(failed).toBeLessThan(45);
  });

  it("makes answers wait, and does not keep the issuer from closing", async () => {
    issuer.fail({ slowMs: 60 });
    const before = performance.now();
    expect(await status("/jwks")).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(55);
    issuer.fail({ slowMs: 600_000 });
    const waiting = status("/jwks");
    while (issuer.requests().length < 2) await new Promise(setImmediate);
    await issuer.close();
    expect(await waiting).toBe("cut");
  });

  it("sets the clock of the issuer wrong", async () => {
    issuer.fail({ skewSeconds: 7200 });
    const token = await issuer.mint({ sub: "alice" });
    const claims = readJwt(token)?.claims;
    expect(Number(claims?.iat) - Date.now() / 1000).toBeGreaterThan(7000);
    issuer.fail({ skewSeconds: -7200 });
    const old = await issuer.mint({ sub: "alice" });
    await expect(jwtVerify(old, createRemoteJWKSet(new URL(issuer.jwksUri)))).rejects.toMatchObject({
      code: "ERR_JWT_EXPIRED",
    });
  });

  it("renames and retypes claims, for all tokens or for one", async () => {
    const alice = { sub: "alice", groups: ["staff", "leads"], department: "sales" };
    const faults = { renamed: { groups: "group_ids" }, retyped: ["groups", "department", "nothing"] };
    issuer.fail(faults);
    const drifted = readJwt(await issuer.mint(alice))?.claims;
    expect(drifted).toMatchObject({ group_ids: "staff leads", department: ["sales"], sub: "alice" });
    expect(drifted).not.toHaveProperty("groups");
    issuer.heal();
    expect(readJwt(await issuer.mint(alice, faults))?.claims).toMatchObject({ group_ids: "staff leads" });
    expect(readJwt(await issuer.mint(alice))?.claims).toMatchObject(alice);
  });
});

describe("rotation", () => {
  const verify = (token: string) =>
    jwtVerify(token, createRemoteJWKSet(new URL(issuer.jwksUri))).then(
      () => "accepted",
      (error: { code: string }) => error.code,
    );

  it("that overlaps keeps old tokens good", async () => {
    const before = await issuer.mint({ sub: "alice" });
    await issuer.rotate("overlapping");
    const after = await issuer.mint({ sub: "alice" });
    expect(readJwt(after)?.header.kid).not.toBe(readJwt(before)?.header.kid);
    expect([await verify(before), await verify(after)]).toEqual(["accepted", "accepted"]);
    expect(issuer.keys().keys).toHaveLength(2);
  });

  it("at once ends them, for the issuer itself too", async () => {
    await issuer.mint({ sub: "alice" }, { algorithm: "RS256" });
    const before = await issuer.mint({ sub: "alice" });
    await issuer.rotate("at-once");
    const after = await issuer.mint({ sub: "alice" });
    expect([await verify(before), await verify(after)]).toEqual(["ERR_JWKS_NO_MATCHING_KEY", "accepted"]);
    expect(
      issuer
        .keys()
        .keys.map(({ alg }) => alg)
        .toSorted(),
    ).toEqual(["ES256", "RS256"]);
    const body = new URLSearchParams({ token: before });
    expect(await (await fetch(`${issuer.url}/introspect`, { method: "POST", body })).json()).toEqual({ active: false });
  });
});
