import { describe, expect, it } from "vitest";
import { lintRules, lintSecrets } from "./linted.ts";

const some = (length: number, alphabet = "aB3dE5gH7jK9") => alphabet.repeat(length).slice(0, length);

/** A key of every issuer, made up here, in pieces: none was ever valid. */
const keys: Readonly<Record<string, string>> = {
  aws: `AWS_SECRET_ACCESS_KEY=${some(40)}`,
  npm: `npm_${some(36)}`,
  slack: `xoxb-${some(12, "1234567890")}-${some(24)}`,
  sendgrid: `SG.${some(22)}.${some(43)}`,
  shopify: `shpat_${some(32)}`,
  github: `ghp_${some(36)}`,
  gitlab: `glpat-${some(20)}`,
  grafana: `glsa_${some(32)}_${some(8, "0a1b")}`,
  openai: `sk-${some(20)}T3BlbkFJ${some(20)}`,
  anthropic: `sk-ant-api03-${some(93)}AA`,
  groq: `gsk_${some(52)}`,
  huggingface: `hf_${some(34, "abcDEF")}`,
  linear: `lin_api_${some(40)}`,
  notion: `ntn_${some(11, "1234567890")}${some(35)}`,
  "1password": `ops_${accountOf1password()}`,
  "hashicorp-vault": `hvs.${some(95)}`,
  vercel: `vcp_${some(24)}`,
  databricks: `dapi${some(32, "0a1b2c")}`,
  docker: `dckr_pat_${some(27)}`,
  figma: `figd_${some(40)}`,
};

describe("secretlint's rules", () => {
  it.each(lintRules.map(({ meta }) => meta.id.replace("@secretlint/secretlint-rule-", "")))(
    "find a key of %s in an error",
    (issuer) => {
      const key = keys[issuer] ?? "";
      const text = `request failed: ${key} was refused`;
      expect(lintSecrets(text).map(({ kind }) => kind)).toContain(`${issuer}-key`);
      for (const { start, end } of lintSecrets(text)) expect(key).toContain(text.slice(start, end));
    },
  );

  it("find nothing in ordinary text", () => {
    expect(lintSecrets("A long-hyphenated-identifier-of-an-item and 3f2504e0-4f89-11d3-9a0c-0305e82c3301")).toEqual([]);
  });
});

describe("a text that is longer than a part of it", () => {
  it("has its keys where they stand, also across parts", () => {
    const key = keys.github ?? "";
    for (const at of [0, 256 * 1024 - 20, 600_000]) {
      const text = `${" ".repeat(at)}${key}${" ".repeat(700_000 - at)}`;
      const found = lintSecrets(text).map(({ start, end }) => text.slice(start, end));
      expect(new Set(found)).toEqual(new Set([key]));
    }
  });

  it("is all secret where it is made of beginnings, or cannot be read", () => {
    const text = "figd_".repeat(100_000);
    expect(lintSecrets(text)).toEqual([{ kind: "many-secrets", start: 0, end: text.length }]);
  });
});

/** Its JSON is so long that its last brace is alone in a group of base64, as in real ones. */
function accountOf1password(): string {
  const told = { secretKey: `A3-${some(34)}`, userAuth: { method: "SRPg-4096" }, muk: { k: some(43) } };
  const texts = ["", "a", "aa"].map((salt) => JSON.stringify({ ...told, salt }));
  return Buffer.from(texts.find(({ length }) => length % 3 === 1) ?? "").toString("base64");
}
