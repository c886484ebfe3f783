import { decodeProtectedHeader } from "jose";
import { afterAll, describe, expect, it } from "vitest";
import { seededRandom } from "../../engine/random.ts";
import type { JsonObject } from "../../model/json.ts";
import { readJwt } from "../forge/read-jwt.ts";
import type { MintOptions } from "./mint.ts";
import { openIssuer } from "./open-issuer.ts";
import { type PresetName, presets } from "./presets.ts";
import type { TestIssuer } from "./test-issuer.ts";

const opened: TestIssuer[] = [];
afterAll(() => Promise.all(opened.map((issuer) => issuer.close())));

const alice = {
  sub: "alice",
  name: "Alice",
  email: "alice@acme.example",
  groups: ["staff", "leads"],
  roles: ["Orders.Admin"],
  tenant: "acme",
  scopes: ["read", "write"],
};

async function minted(preset: PresetName, claims: JsonObject = alice, options: MintOptions = {}) {
  const issuer = await openIssuer({
    port: 0,
    preset,
    audience: "mcp",
    algorithm: "ES256",
    claims: {},
    accounts: [],
    control: false,
    random: seededRandom(1),
    now: () => 1_700_000_000_000,
  });
  opened.push(issuer);
  const token = await issuer.mint(claims, { clientId: "app", ...options });
  const { iss, ...rest } = readJwt(token)?.claims ?? {};
  expect(iss).toBe(issuer.url);
  return { claims: rest, header: decodeProtectedHeader(token) };
}

const id = expect.stringMatching(/^[a-z]{20}$/);
const times = { iat: 1_700_000_000, exp: 1_700_003_600 };

describe("the shape of a user's token", () => {
  it("plain: RFC 9068", async () => {
    const { scopes: _, ...person } = alice;
    const { claims, header } = await minted("plain");
    expect(claims).toEqual({ aud: "mcp", ...times, ...person, jti: id, client_id: "app", scope: "read write" });
    expect(header.typ).toBe("at+jwt");
  });

  it("okta: groups and scopes are arrays, the client is cid", async () => {
    const { claims, header } = await minted("okta");
    expect(claims).toMatchObject({
      ver: 1,
      jti: expect.stringMatching(/^AT\./),
      aud: "mcp",
      cid: "app",
      uid: "alice",
      scp: ["read", "write"],
      sub: "alice",
      groups: ["staff", "leads"],
    });
    expect(Object.keys(header).toSorted()).toEqual(["alg", "kid"]);
    expect(claims).not.toHaveProperty("scope");
  });

  it("entra: scopes are a string, tenant and user are tid and oid", async () => {
    const { claims } = await minted("entra");
    expect(claims).toMatchObject({
      ver: "2.0",
      aud: "mcp",
      azp: "app",
      nbf: times.iat,
      oid: "alice",
      tid: "acme",
      scp: "read write",
      roles: ["Orders.Admin"],
      groups: ["staff", "leads"],
      preferred_username: "alice@acme.example",
    });
    expect(claims).not.toHaveProperty("idtyp");
  });

  it("entra: more than 200 groups are only pointed at", async () => {
    const groups = Array.from({ length: 201 }, (_, at) => `group-${at}`);
    const fits = await minted("entra", { ...alice, groups: groups.slice(1) });
    expect(fits.claims.groups).toHaveLength(200);
    const { claims } = await minted("entra", { ...alice, groups });
    expect(claims).not.toHaveProperty("groups");
    expect(claims).toMatchObject({
      _claim_names: { groups: "src1" },
      _claim_sources: { src1: { endpoint: expect.stringContaining("/users/alice/getMemberObjects") } },
    });
  });

  it("cognito: no audience, cognito:groups, and token_use", async () => {
    const { claims } = await minted("cognito");
    expect(claims).toMatchObject({
      sub: "alice",
      username: "alice",
      "cognito:groups": ["staff", "leads"],
      client_id: "app",
      token_use: "access",
      scope: "read write",
    });
    for (const name of ["aud", "email", "name", "groups", "roles"]) expect(claims).not.toHaveProperty(name);
  });

  it("google: hd, a verified address and no groups", async () => {
    const { claims } = await minted("google");
    expect(claims).toEqual({
      aud: "mcp",
      ...times,
      azp: "app",
      sub: "alice",
      hd: "acme",
      email: "alice@acme.example",
      email_verified: true,
      name: "Alice",
    });
  });
});

describe.each(Object.keys(presets) as PresetName[])("whatever provider, %s too,", (preset) => {
  it("has one name for the user, which nothing else in the token contradicts", async () => {
    const { sub, ...rest } = (await minted(preset, { sub: "bob" })).claims;
    expect(sub).toBe("bob");
    for (const name of ["uid", "oid", "username"]) expect([undefined, "bob"]).toContain(rest[name]);
  });

  it("lets other claims stand as they are", async () => {
    const { claims } = await minted(preset, { sub: "bob", department: { id: 7 }, aud: ["a"] });
    expect(claims).toMatchObject({ department: { id: 7 }, aud: ["a"] });
  });

  it("names no user in the token of a service", async () => {
    const { claims } = await minted(preset, { ...alice, sub: "robot" }, { service: true, clientId: "robot" });
    expect(claims.sub).toBe("robot");
    const text = JSON.stringify(claims);
    for (const name of ["Alice", "alice", "staff"]) expect(text).not.toContain(name);
    for (const name of ["uid", "username", "preferred_username"]) expect(claims).not.toHaveProperty(name);
    if (preset === "entra") expect(claims.idtyp).toBe("app");
  });
});
