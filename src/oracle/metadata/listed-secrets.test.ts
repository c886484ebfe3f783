import { describe, expect, it } from "vitest";
import { findListedSecrets } from "./listed-secrets.ts";

const some = (length: number, alphabet = "aB3dE5gH7jK9mN1p") => alphabet.repeat(9).slice(0, length);
const found = (description: string, properties: object = {}) =>
  findListedSecrets({
    entries: [{ kind: "tool", name: "t", entry: { name: "t", description, inputSchema: { properties } as never } }],
    instructions: undefined,
  });
const weights = (description: string, properties: object = {}) =>
  found(description, properties).map(({ weight }) => weight);

describe("secrets in a listing", () => {
  it.each([
    "Reads from postgres://crm:Tr0mpet-9921@crm-db-01.prod.internal:5432/crm",
    "Default: postgres://crm:hunter2x9Zq@localhost/crm",
    `Use token ghp_${some(36)}`,
    `Key AKIA${some(16, "Z7Q2W9X4B8")}`,
    `Key sk-proj-${some(40)}`,
  ])("fails: %s", (text) => {
    expect(weights(text)).toEqual(["fail"]);
  });

  it.each([
    "e.g. postgres://user:password@localhost/db",
    "postgresql://postgres:postgres@localhost:5432/postgres",
    "mysql://root:secret@db:3306/app",
    "postgres://user:pass@db.mycompany.com/x",
    "mongodb+srv://<user>:<password>@cluster0.mongodb.net",
    "redis://default:{{REDIS_PASSWORD}}@cache.acme.io:6379",
    "Use token ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "AKIAIOSFODNN7EXAMPLE",
    "Authorization: Bearer YOUR_API_KEY",
    "password: changeme",
    "sk-1234567890abcdef1234567890",
  ])("says nothing of: %s", (text) => {
    expect(found(text)).toEqual([]);
  });

  it("notes what looks real and is called an example", () => {
    expect(weights("such as postgres://alice:Ab12Cd34Ef@prod.acme.io/x")).toEqual(["noted"]);
  });

  it("suspects what is assigned and looks drawn at random", () => {
    expect(weights("api_key=8f14e45fceea167a5a36dedd4bea2543")).toEqual(["suspected"]);
    expect(weights("Logs in.", { password: { default: "Zq8-Kw2mPl0x-77TsaB" } })).toEqual(["suspected"]);
  });

  it("tells no secret", () => {
    expect(JSON.stringify(found("postgres://crm:Tr0mpet-9921@crm-db/crm"))).not.toContain("Tr0mpet");
  });
});
