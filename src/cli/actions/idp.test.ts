import { PassThrough } from "node:stream";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import type { Cli } from "../cli.ts";
import { idpAction } from "./idp.ts";
import type { IdpFlags } from "./idp-flags.ts";
import { readIdpUser } from "./idp-user.ts";

function pretend(): { readonly cli: Cli; readonly out: PassThrough } {
  const out = new PassThrough();
  const rest = { suites: async () => [], version: "0", directory: "/", environment: {}, serverCommand: undefined };
  const stderr = new PassThrough().resume();
  return { cli: { ...rest, stdout: out, stderr, colour: () => false } as unknown as Cli, out };
}

const flags: IdpFlags = { preset: "okta", audience: "api://orders", algorithm: "ES256" };

describe("idp", () => {
  it("mints for whom it is told to until it is interrupted, and ends with 0", async () => {
    const { cli, out } = pretend();
    const ended = idpAction(cli, { ...flags, json: true, seed: 1, user: ["alice"] });
    const [line] = await out.take(1).toArray();
    const places = JSON.parse(String(line));
    expect(places).toMatchObject({ audience: "api://orders", preset: "okta", algorithm: "ES256", seed: 1 });
    const form = (username: string) => ({
      method: "POST",
      body: new URLSearchParams({ grant_type: "password", client_id: "app", username, password: "x" }),
    });
    const granted = await (await fetch(`${places.issuer}/token`, form("alice"))).json();
    const { access_token } = granted as { access_token: string };
    const keys = createRemoteJWKSet(new URL(places.jwks));
    const { payload } = await jwtVerify(access_token, keys, { issuer: places.issuer, audience: "api://orders" });
    expect(payload).toMatchObject({ sub: "alice", uid: "alice", cid: "app" });
    expect((await fetch(`${places.issuer}/token`, form("mallory"))).status).toBe(400);
    process.emit("SIGHUP");
    expect(await ended).toBe(0);
    await expect(fetch(places.jwks)).rejects.toThrow();
  });

  it("shows people how to mint", async () => {
    const { cli, out } = pretend();
    const ended = idpAction(cli, flags);
    const [text] = await out.take(1).toArray();
    expect(String(text)).toMatch(/^issuer {4}http:\/\/127\.0\.0\.1:\d+\n/);
    expect(String(text)).toMatch(/^mint {6}curl .*\/mint /m);
    process.emit("SIGHUP");
    expect(await ended).toBe(0);
  });
});

describe("a user of idp", () => {
  it("is a name, or claims", () => {
    expect(readIdpUser("alice")).toEqual({ claims: { sub: "alice" }, disabled: false });
    expect(readIdpUser('{"sub":"bob","groups":["a"],"disabled":true}')).toEqual({
      claims: { sub: "bob", groups: ["a"] },
      disabled: true,
    });
  });

  it.each(["{", "{}", '{"sub":1}', '{"sub":"a","disabled":"yes"}', ""])("is not %j", (text) => {
    expect(() => readIdpUser(text)).toThrow("A --user cannot be read.");
  });
});
