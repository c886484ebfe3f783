import { createLocalJWKSet, jwtVerify } from "jose";
import { afterAll, describe, expect, it } from "vitest";
import { seededRandom } from "../../engine/random.ts";
import { mintedKinds } from "../../model/forged-kind.ts";
import { readJwt } from "../forge/read-jwt.ts";
import { type MintWrong, mintWrong, type WrongMint } from "./mint-wrong.ts";
import { openIssuer } from "./open-issuer.ts";
import { type PresetName, presets } from "./presets.ts";
import type { TestIssuer } from "./test-issuer.ts";

const opened: TestIssuer[] = [];
afterAll(() => Promise.all(opened.map((issuer) => issuer.close())));

async function open(preset: PresetName): Promise<TestIssuer> {
  const issuer = await openIssuer({
    port: 0,
    preset,
    audience: "mcp",
    algorithm: "ES256",
    claims: {},
    accounts: [],
    control: false,
    random: seededRandom(1),
    now: Date.now,
  });
  opened.push(issuer);
  return issuer;
}

const start: MintWrong = {
  claims: {
    sub: "alice",
    name: "Alice",
    email: "alice@acme.example",
    login: "al",
    custom_id: "alice",
    groups: ["staff"],
    roles: ["viewer"],
    tenant: "acme",
    org: "acme",
    department: "sales",
  },
  stranger: "stranger",
  tenants: { own: "acme", other: "globex" },
};

async function minted(issuer: TestIssuer, kind: WrongMint, from = start) {
  const made = await mintWrong(issuer, kind, from);
  if (!made.ok) throw new Error(made.why);
  return made.forged;
}

async function payloads(kind: WrongMint, preset: PresetName = "plain"): Promise<readonly Record<string, unknown>[]> {
  const forged = await minted(await open(preset), kind);
  return forged.map(({ token }) => ({ ...readJwt(token)?.claims }));
}

it("signs every one of them as it signs a good token", async () => {
  for (const preset of Object.keys(presets) as PresetName[]) {
    const issuer = await open(preset);
    for (const kind of mintedKinds) {
      const made = await mintWrong(issuer, kind, start);
      if (!made.ok) {
        expect([preset, kind]).toEqual(["google", expect.stringMatching(/^roles-/)]);
        continue;
      }
      for (const { token } of made.forged)
        await jwtVerify(token, createLocalJWKSet(issuer.keys())).catch((error: { code: string }) => {
          // what is wrong is said in the claims, not by the signature
          expect(error.code, `${preset} ${kind}`).toMatch(/ERR_JWT_(EXPIRED|CLAIM_VALIDATION_FAILED)/);
        });
    }
  }
});

describe("what jose says of them, with issuer and audience set", () => {
  const expected: Partial<Record<WrongMint, string>> = {
    expired: "exp",
    "not-yet-valid": "nbf",
    "other-audience": "aud",
    "other-issuer": "iss",
  };
  it.each(Object.entries(expected))("%s is refused for %s", async (kind, claim) => {
    const issuer = await open("plain");
    for (const { token } of await minted(issuer, kind as WrongMint))
      await expect(
        jwtVerify(token, createLocalJWKSet(issuer.keys()), { issuer: issuer.url, audience: "mcp" }),
      ).rejects.toMatchObject({ claim });
  });
});

describe("what stands in them", () => {
  it("of a stranger: nothing that names the user, and all that grants something", async () => {
    expect(await payloads("unknown-user")).toMatchObject([
      {
        sub: "stranger",
        name: "stranger",
        email: "stranger@acme.example",
        login: "stranger",
        custom_id: "stranger",
        groups: ["staff"],
        roles: ["viewer"],
        tenant: "acme",
        department: "sales",
      },
    ]);
  });

  it("of a client: no user at all", async () => {
    const [claims = {}] = await payloads("userless");
    expect(JSON.stringify(claims)).not.toMatch(/alice|"al"/i);
    expect(claims).toMatchObject({ sub: "mcp-gauntlet", roles: ["viewer"], tenant: "acme", department: "sales" });
  });

  it("of a malformed subject: the user by no other name, and in two subjects the stranger last", async () => {
    const issuer = await open("entra");
    const forged = await minted(issuer, "malformed-subject");
    const subjects = forged.map(({ token }) => readJwt(token)?.claims.sub);
    expect(subjects).toEqual([undefined, "", null, ["alice", "stranger"], "stranger"]);
    const texts = forged.map(({ token }) => Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
    expect(texts.at(-1)).toMatch(/^\{"sub":"alice",.*"sub":"stranger"/);
    expect(readJwt(forged.at(-1)?.token ?? "")?.claims.oid).toBe("stranger");
    for (const text of texts) expect(text).not.toMatch(/Alice|alice@/);
  });

  it("of another tenant: the same user, and the other tenant wherever the own one stood", async () => {
    expect(await payloads("other-tenant", "entra")).toMatchObject([{ sub: "alice", tid: "globex", org: "globex" }]);
    expect(await payloads("other-tenant", "google")).toMatchObject([{ hd: "globex" }]);
    expect(await payloads("unknown-user-other-tenant", "entra")).toMatchObject([{ sub: "stranger", tid: "globex" }]);
    const issuer = await open("plain");
    const { tenants: _, ...one } = start;
    expect(await mintWrong(issuer, "other-tenant", one)).toEqual({ ok: false, why: "no other tenant is known" });
    const unnamed = { ...start, claims: { sub: "alice" } };
    expect(await mintWrong(issuer, "other-tenant", unnamed)).toMatchObject({ ok: false });
  });

  it("of a provider without audiences: another client", async () => {
    expect(await payloads("other-audience", "cognito")).toMatchObject([{ client_id: "elsewhere" }]);
    expect(await payloads("other-audience", "okta")).toMatchObject([
      { aud: "https://elsewhere.example" },
      { sub: "alice" },
    ]);
  });

  it("of drifted roles: what grants something, under another name or of another type", async () => {
    const [renamed = {}] = await payloads("roles-renamed", "cognito");
    expect(renamed).toMatchObject({ "cognito:groups_v2": ["staff"], scope_v2: "aws.cognito.signin.user.admin" });
    expect(renamed).not.toHaveProperty("cognito:groups");
    expect(await payloads("roles-retyped", "okta")).toMatchObject([
      { groups: "staff", roles: "viewer", scp: "openid" },
    ]);
  });
});
