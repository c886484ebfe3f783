import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../../model/json.ts";
import { openRedactor } from "./redact.ts";

const key = new Uint8Array(32);

describe("openRedactor", () => {
  it("removes what was handed in as a secret from any text, in every spelling", () => {
    const secret = fc
      .string({ minLength: 6, maxLength: 40, unit: "grapheme-ascii" })
      .filter((s) => s.trim().length >= 6);
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (value, before, after) => {
        const redactor = openRedactor([value], key);
        for (const spelling of [value, encodeURIComponent(value), Buffer.from(value).toString("base64")]) {
          const shown = redactor.text(`${before} ${spelling} ${after}`).value;
          // What stands around it may hold the secret's characters by chance only if it held them before.
          expect(`${before}${after}`.includes(spelling) || !shown.includes(spelling)).toBe(true);
        }
      }),
    );
  });

  it("removes it wherever it stands in a tree, names of members too", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (tree, name) => {
        const value: Json = { tree: tree as Json, [`k${name}hunter-2-hunter`]: ["x hunter-2-hunter y"] };
        expect(JSON.stringify(openRedactor(["hunter-2-hunter"], key).json(value).value)).not.toContain(
          "hunter-2-hunter",
        );
      }),
    );
  });

  it.each([
    ["postgres://admin:pa55word@db.internal:5432/production", "pa55word", "url-credentials"],
    ["Authorization: Bearer abcdefghijklmnop", "abcdefghijklmnop", "bearer-token"],
    ['{"authorization":"Basic YWxpY2U6c3dvcmRmaXNo="}', "YWxpY2U6c3dvcmRmaXNo", "bearer-token"],
    ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "eyJzdWIiOiIxIn0", "jwt"],
    ["key AKIAIOSFODNN7EXAMPLE end", "AKIAIOSFODNN7EXAMPLE", "aws-key"],
    ["boom at /srv/db.js:12 password=hunter2", "hunter2", "assigned-secret"],
    ['{"api_key": "0123456789abc"}', "0123456789abc", "assigned-secret"],
    ["-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----", "MIIE", "private-key"],
    ["a token ghp_0123456789abcdefghijklmnopqrstuvwxyz", "ghp_0123456789", "github-token"],
  ])("knows the secret in %s by its form", (text, secret, kind) => {
    const { value, sightings } = openRedactor([], key).text(text);
    expect(value).not.toContain(secret);
    expect(sightings.map((s) => s.kind)).toEqual([kind]);
    expect(value).toContain(sightings[0]?.placeholder);
  });

  it.each([
    "the password must have 12 characters",
    "token expired",
    "see https://example.com/a:b for more",
    "SELECT 'gauntlet' AS v",
    "user@example.com wrote: 12:30",
    'Bearer resource_metadata="https://example.com/.well-known/oauth-protected-resource", scope="orders"',
    "Bearer error=invalid_token",
  ])("leaves %s alone", (text) => {
    expect(openRedactor([], key).text(text)).toEqual({ value: text, sightings: [] });
  });

  it("keeps the host of a connection string, which is a fact, and drops who connects", () => {
    const { value, sightings } = openRedactor([], key).text("postgres://admin:pa55word@db.internal:5432/production");
    expect(value).toMatch(/^postgres:\/\/\[redacted:url-credentials:[0-9a-f]{8}\]@db\.internal:5432\/production$/);
    expect(sightings[0]?.shape).toEqual({ scheme: "postgres", host: "db.internal" });
  });

  it("gives one secret one placeholder, and another run another", () => {
    const text = (k: Uint8Array): string => openRedactor(["swordfish"], k).text("swordfish and swordfish").value;
    const [first, second] = text(key).split(" and ");
    expect(first).toBe(second);
    expect(text(key)).not.toBe(text(new Uint8Array(32).fill(1)));
  });

  it("removes a canary in every spelling and any case, under one placeholder, also where it stands in a secret or is a number", () => {
    const redactor = openRedactor([{ canary: 'Kr"8f3a1c-CANARY' }, { canary: "4111111111111111" }], key);
    const spelled = ['Kr"8f3a1c-CANARY', 'kR"8F3A1C-canary', 'Kr\\"8f3a1c-CANARY', "kr%228f3a1c-canary"];
    const shown = spelled.map((text) => redactor.text(text));
    expect(new Set(shown.map(({ value }) => value)).size).toBe(1);
    expect(shown[0]?.value).toMatch(/^\[redacted:canary:[0-9a-f]{8}\]$/);
    const encoded = redactor.text(Buffer.from('xx{"v":"Kr"8f3a1c-CANARY"}').toString("base64")).value;
    expect(Buffer.from(encoded, "base64").toString()).not.toContain("8f3a1c");
    const tree = redactor.json({ card: 4111111111111111, password: 'x Kr"8f3a1c-CANARY', t: "token=4111111111111111" });
    expect(JSON.stringify(tree)).not.toMatch(/4111|8f3a1c/);
  });

  it("does not redact twice", () => {
    const redactor = openRedactor(["swordfish"], key);
    const once = redactor.json({ password: "swordfish", note: "password=swordfish, Bearer abcdefghijklmnop" }).value;
    expect(redactor.json(once).value).toEqual(once);
  });

  it.each([
    ["postgres://app:p@ssw0rd-long@db.internal/x", "ssw0rd"],
    ["postgres://app:a@b@c@d@db.internal:5432", "b@c"],
    ["amqp://app:slash/ed-long@mq.internal/x", "ed-long"],
    ["a token-eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "eyJ"],
    ["cut: -----BEGIN PRIVATE KEY-----\\nMIIEabc+/=\\nMIIE", "MIIE"],
  ])("leaves nothing of the secret in %s", (text, secret) => {
    expect(openRedactor([], key).text(text).value).not.toContain(secret);
  });

  it("reads on behind a private key without an end", () => {
    const { value } = openRedactor([], key).text('{"a":"-----BEGIN PRIVATE KEY-----\\nMIIE","b":"plain"}');
    expect(value).toMatch(/^\{"a":"\[redacted:private-key:[0-9a-f]+\]","b":"plain"\}$/);
  });

  it("hides all that is in a member named like a secret, whatever it is made of", () => {
    const tree = { password: ["hunter22x", { old: "hunter33x", n: 123456 }], pwd: 987654, secret: true, api_key: null };
    const { value, sightings } = openRedactor([], key).json(tree);
    expect(JSON.stringify(value)).not.toMatch(/hunter|123456|987654/);
    expect(value).toMatchObject({ secret: true, api_key: null });
    expect(sightings).toHaveLength(4);
  });

  it("leaves the schema of a secret alone, but for the values in it", () => {
    const password = { type: "string", description: "how to log in", minLength: 8 };
    const redacted = openRedactor([], key).json({ properties: { password: { ...password, default: "hunter22x" } } });
    expect(redacted.value).toMatchObject({ properties: { password } });
    expect(JSON.stringify(redacted.value)).not.toContain("hunter22x");
  });

  it("tells no secret in what it says of another", () => {
    const { sightings } = openRedactor(["swordfish"], key).text("https://me:mine-own@swordfish.example/");
    expect(JSON.stringify(sightings)).not.toContain("swordfish");
  });

  it.each([
    "a://",
    "ab://a:",
    "ab://a:@",
    "ab://a:b@c ",
    "eyJ",
    "-eyJaaaaaaaa",
    "-eyJaaaaaaaa.",
    "password=",
    'password="',
    "pwd=abc ",
    'password=\\"',
    'password=\\"a',
    "password=&quot;a",
    "ab%3A%2F%2F",
    "ab%3A%2F%2Fa%3A",
    "ab%3A%2F%2Fa%3Ab%40c ",
    "-----BEGIN ",
    "-----BEGIN%20A",
    "-----BEGIN PRIVATE KEY-----",
    "abcd ",
    "abcd -----END PRIVATE KEY-----",
    "swordfish",
  ])("takes time in proportion to 8 MiB of %s", (unit) => {
    const text = unit.repeat(Math.floor((8 * 1024 * 1024) / unit.length));
    const startedAt = performance.now();
    openRedactor(["swordfish"], key).text(text);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it("takes little time and keeps few sightings where there are many small strings", () => {
    const startedAt = performance.now();
    const { value, sightings } = openRedactor([], key).json(Array(200_000).fill("pwd=abc"));
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect([sightings.length, JSON.stringify(value).includes("abc")]).toEqual([1_000, false]);
  });
});
