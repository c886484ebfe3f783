import { createPublicKey, type JsonWebKey } from "node:crypto";
import fc from "fast-check";
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import jsonwebtoken from "jsonwebtoken";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seededRandom } from "../../engine/random.ts";
import type { JsonObject } from "../../model/json.ts";
import { issuerAlgorithms } from "./key-ring.ts";
import { openIssuer } from "./open-issuer.ts";
import type { TestIssuer } from "./test-issuer.ts";

let issuer: TestIssuer;
const now = Date.now();
beforeAll(async () => {
  issuer = await openIssuer({
    port: 0,
    preset: "plain",
    audience: "mcp",
    algorithm: "RS256",
    claims: { region: "eu" },
    accounts: [],
    control: false,
    random: seededRandom(1),
    now: () => now,
  });
});
afterAll(() => issuer.close());

/** As a server does it that takes the issuer's settings and nothing else. */
async function withJose(token: string): Promise<Record<string, unknown> | string> {
  const { algorithm, url, jwksUri } = issuer;
  const expected = {
    algorithms: [algorithm],
    issuer: url,
    audience: "mcp",
    typ: "at+jwt",
    requiredClaims: ["sub", "exp"],
  };
  return jwtVerify(token, createRemoteJWKSet(new URL(jwksUri)), expected).then(
    ({ payload }) => payload,
    (error: { code: string; claim?: string }) => `${error.code} ${error.claim}`,
  );
}

function withJsonwebtoken(token: string): string {
  const { kid } = decodeProtectedHeader(token);
  const jwk = issuer.keys().keys.find((key) => key.kid === kid);
  try {
    const key = createPublicKey({ key: jwk as JsonWebKey, format: "jwk" });
    jsonwebtoken.verify(token, key, { algorithms: ["RS256"], issuer: issuer.url, audience: "mcp" });
    return "accepted";
  } catch (error) {
    return (error as Error).message;
  }
}

describe("an ordinary token", () => {
  it("passes both libraries, whoever it is of", async () => {
    const claims = fc.record(
      {
        sub: fc.string({ minLength: 1 }),
        name: fc.string(),
        groups: fc.array(fc.string()),
        custom: fc.jsonValue(),
      },
      { requiredKeys: ["sub"] },
    );
    await fc.assert(
      fc.asyncProperty(claims, async (asked) => {
        const token = await issuer.mint(asked as JsonObject);
        expect(await withJose(token)).toEqual({ ...JSON.parse(JSON.stringify(asked)), ...ordinary() });
        expect(withJsonwebtoken(token)).toBe("accepted");
      }),
      { numRuns: 25 },
    );
  });

  it.each(issuerAlgorithms)("can be signed with %s, by a key that is in the key set", async (algorithm) => {
    const token = await issuer.mint({ sub: "alice" }, { algorithm });
    const { protectedHeader } = await jwtVerify(token, createRemoteJWKSet(new URL(issuer.jwksUri)));
    expect(protectedHeader).toMatchObject({ alg: algorithm, typ: "at+jwt" });
  });
});

describe("a token that departs in one thing", () => {
  const failed = "ERR_JWT_CLAIM_VALIDATION_FAILED";
  it.each([
    ["expiry", { expiresIn: -60 }, "ERR_JWT_EXPIRED exp", "jwt expired"],
    ["no expiry", { expiresIn: null }, `${failed} exp`, "accepted"],
    ["start", { notBefore: 600 }, `${failed} nbf`, "jwt not active"],
    ["audience", { audience: ["a", "b"] }, `${failed} aud`, "jwt audience invalid. expected: mcp"],
    ["no audience", { without: ["aud"] }, `${failed} aud`, "jwt audience invalid. expected: mcp"],
    ["issuer", { issuer: "https://e.example" }, `${failed} iss`, "jwt issuer invalid. expected: ISSUER"],
    ["type", { header: { typ: "JWT" } }, `${failed} typ`, "accepted"],
    ["name of a claim", { renamed: { sub: "subject" } }, `${failed} sub`, "accepted"],
  ] as const)("%s is refused for that", async (_name, options, jose, other) => {
    const token = await issuer.mint({ sub: "alice" }, options);
    expect(await withJose(token)).toBe(jose);
    expect(withJsonwebtoken(token)).toBe(other.replace("ISSUER", issuer.url));
  });

  it("keeps claims as they are written where it is raw, and its text where that is given", async () => {
    const raw = await issuer.mint(
      { sub: ["a"], groups: "x" },
      { raw: true, written: (payload) => `${JSON.stringify(payload)} ` },
    );
    const text = Buffer.from(raw.split(".")[1] ?? "", "base64url").toString("utf8");
    expect(text).toBe(
      `${JSON.stringify({ iss: issuer.url, aud: "mcp", iat: seconds(), exp: seconds() + 3600, sub: ["a"], groups: "x" })} `,
    );
  });

  it("is of a client where it is of a service", async () => {
    expect(await withJose(await issuer.mint({ sub: "robot", scopes: ["read"] }, { service: true }))).toMatchObject({
      sub: "robot",
      client_id: "robot",
      scope: "read",
    });
  });
});

function seconds(): number {
  return Math.floor(now / 1000);
}

function ordinary(): Record<string, unknown> {
  const times = { iat: seconds(), exp: seconds() + 3600 };
  return { iss: issuer.url, aud: "mcp", ...times, jti: expect.any(String), client_id: "mcp-gauntlet", region: "eu" };
}
