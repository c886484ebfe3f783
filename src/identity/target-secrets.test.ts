import { expect, it } from "vitest";
import type { HttpTarget, StdioTarget } from "../model/target.ts";
import { namesCredential } from "./credential-name.ts";
import { urlCredentials } from "./secret-parts.ts";
import { targetSecrets } from "./target-secrets.ts";

const http: HttpTarget = { kind: "http", url: "http://127.0.0.1/mcp", transport: "auto", era: "auto", headers: {} };
const stdio: StdioTarget = { kind: "stdio", command: "node", args: [], env: {}, cwd: undefined, era: "auto" };

it("finds the credentials of an HTTP target", () => {
  const basic = Buffer.from("user:basic-pass").toString("base64");
  const headers = { authorization: `Basic ${basic}`, "x-custom": "custom-value", accept: "application/json" };
  const found = targetSecrets({ ...http, url: "https://u:p%40ssword@h/mcp?api_key=query-key&page=second", headers });
  expect(found).toEqual(
    expect.arrayContaining(["basic-pass", "custom-value", "query-key", "p@ssword", "p%40ssword", "u:p@ssword"]),
  );
  expect(found).not.toContain("application/json");
  expect(found).not.toContain("second");
});

it("finds the credentials of a target that is started", () => {
  const found = targetSecrets({
    ...stdio,
    args: [
      "server.js",
      "--api-key=key-in-option",
      "--token",
      "token-after-option",
      "--mode",
      "readonly",
      "postgres://u:pw-in-url@h/d",
    ],
    env: { GITHUB_TOKEN: "env-token", DATABASE_URL: "mysql://root:env-password@h/d", PORT: "54321" },
  });
  expect(found).toEqual(
    expect.arrayContaining(["key-in-option", "token-after-option", "pw-in-url", "env-token", "env-password"]),
  );
  for (const ordinary of ["readonly", "54321", "server.js"]) expect(found).not.toContain(ordinary);
});

it("does not blot out an ordinary word that serves as a password", () => {
  expect(urlCredentials("postgresql://postgres:postgres@h/d")).toEqual(["postgres:postgres"]);
  expect(urlCredentials("http://h/d?x=a:b@c")).toEqual([]);
});

it.each(["GITHUB_TOKEN", "apiKey", "X-Api-Key", "dbPassword", "CLIENT_SECRET", "Authorization", "PGPASSWORD"])(
  "takes %s for the name of a credential",
  (name) => expect(namesCredential(name)).toBe(true),
);

it.each(["LOG_LEVEL", "author", "PORT", "keyboard", "compass", "monkey"])("takes %s for an ordinary name", (name) =>
  expect(namesCredential(name)).toBe(false),
);
