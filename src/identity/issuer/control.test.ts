import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seededRandom } from "../../engine/random.ts";
import { readJwt } from "../forge/read-jwt.ts";
import { openIssuer } from "./open-issuer.ts";
import type { TestIssuer } from "./test-issuer.ts";

let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await openIssuer({
    port: 0,
    preset: "plain",
    audience: "mcp",
    algorithm: "ES256",
    claims: {},
    accounts: [],
    control: true,
    random: seededRandom(1),
    now: Date.now,
  });
});
afterAll(() => issuer.close());

async function ask(method: string, path: string, body?: unknown, type = "application/json") {
  const init = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
  const answer = await fetch(issuer.url + path, { method, headers: { "content-type": type }, ...init });
  return { status: answer.status, body: (await answer.json().catch(() => undefined)) as Record<string, unknown> };
}

describe("the control endpoints", () => {
  it("mint what they are asked to", async () => {
    const options = { expiresIn: -60, audience: "other", without: ["jti"] };
    const { body } = await ask("POST", "/mint", { claims: { sub: "alice", groups: ["a"] }, options });
    const { iat, exp, ...claims } = readJwt(String(body.token))?.claims ?? {};
    expect(claims).toEqual({ iss: issuer.url, aud: "other", sub: "alice", groups: ["a"], client_id: "mcp-gauntlet" });
    expect(Number(exp) - Number(iat)).toBe(-60);
    const opaque = await ask("POST", "/mint", { claims: { sub: "alice" }, options: { opaque: true } });
    expect(opaque.body.token).toMatch(/^at_/);
  });

  it("switch faults on and off, and rotate keys", async () => {
    expect((await ask("POST", "/faults", { slowMs: 1, down: ["jwks"] })).body).toMatchObject({
      slowMs: 1,
      errorShare: 0,
    });
    await expect(fetch(issuer.jwksUri)).rejects.toThrow();
    expect((await ask("POST", "/faults", { slowMs: 0 })).body).toMatchObject({ slowMs: 0, down: ["jwks"] });
    expect((await ask("DELETE", "/faults")).body).toMatchObject({ down: [] });
    expect((await fetch(issuer.jwksUri)).status).toBe(200);
    expect((await ask("POST", "/rotate", { how: "overlapping" })).body.keys).toHaveLength(2);
    expect((await ask("GET", "/faults")).body).toMatchObject({ retyped: [] });
  });

  it("tell who asked for what, themselves not counted", async () => {
    const { requests } = (await ask("GET", "/requests")).body as { requests: { path: string }[] };
    expect(new Set(requests.map(({ path }) => path))).toEqual(new Set(["/jwks"]));
  });

  it.each([
    ["text, which a web page could send", "POST", "/mint", { claims: {} }, "text/plain", 415],
    ["no JSON", "POST", "/mint", "{", undefined, 400],
    ["an option that they do not know", "POST", "/mint", { claims: {}, options: { written: "x" } }, undefined, 400],
    ["a share above 1", "POST", "/faults", { errorShare: 2 }, undefined, 400],
    ["another rotation", "POST", "/rotate", {}, undefined, 400],
    ["another method", "PUT", "/mint", { claims: {} }, undefined, 405],
  ])("refuse %s", async (_name, method, path, body, type, status) => {
    expect((await ask(method, path, body, type)).status).toBe(status);
  });
});
