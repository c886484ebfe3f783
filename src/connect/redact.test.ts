import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../model/json.ts";
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

  it("does not redact twice", () => {
    const redactor = openRedactor(["swordfish"], key);
    const once = redactor.json({ password: "swordfish", note: "password=swordfish, Bearer abcdefghijklmnop" }).value;
    expect(redactor.json(once).value).toEqual(once);
  });

  it("takes time in proportion to a hostile text", () => {
    const redactor = openRedactor(["swordfish"], key);
    for (const text of [
      "a://".repeat(200_000),
      "eyJ".repeat(200_000),
      "password=".repeat(100_000),
      "-----BEGIN ".repeat(80_000),
    ]) {
      const startedAt = performance.now();
      redactor.text(text);
      expect(performance.now() - startedAt).toBeLessThan(5_000);
    }
  });
});
