import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { expect, it, onTestFinished } from "vitest";
import { tokenPorts } from "../../../../test/token-ports.ts";
import type { OAuthConfig } from "../../../model/config.ts";
import { HarnessError } from "../../../model/errors.ts";
import { oauthSource } from "./oauth-source.ts";

const never = new AbortController().signal;
const path = "principals[0].token.oauth";

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An address at which nobody listens any more. */
async function closed(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

async function get(config: Partial<OAuthConfig>, kit = tokenPorts()) {
  const whole = {
    grant: "client_credentials",
    clientId: "c",
    clientSecret: "the-client-secret",
    ...config,
  } as OAuthConfig;
  const source = await oauthSource(whole, "alice", path, kit.ports);
  return source.get(never);
}

it.each([
  [{ tokenUrl: "https://login.example.com/token" }, `${path}.tokenUrl: the provider's host login.example.com is`],
  [{ issuer: "https://login.example.com/tenant" }, `${path}.issuer: the provider's host login.example.com is`],
])("does not go where it may not: %j", async (config, message) => {
  const whole = { grant: "client_credentials", clientId: "c", clientSecret: "the-client-secret", ...config } as const;
  const failed = await oauthSource(whole, "alice", path, tokenPorts().ports).catch((error: unknown) => error);
  expect(failed).toMatchObject({
    code: "config-invalid",
    message: expect.stringContaining(message),
    hint: expect.stringContaining("--allow-host login.example.com"),
  });
});

it("does not go where the server under test leads without leave", async () => {
  const target = await listen((request, response) => {
    const origin = `http://${request.headers.host}`;
    if (request.url?.includes("oauth-protected-resource")) {
      response.end(JSON.stringify({ resource: `${origin}/mcp`, authorization_servers: ["https://login.example.com"] }));
    } else response.writeHead(401, { "www-authenticate": "Bearer" }).end();
  });
  const failed = await get({}, tokenPorts({ target: `${target}/mcp` })).catch((error: unknown) => error);
  expect(failed).toMatchObject({
    code: "config-invalid",
    hint: expect.stringContaining("--allow-host login.example.com"),
  });
});

it.each([
  ["a closed port", undefined, "its provider cannot be reached (ECONNREFUSED)"],
  ["status 500 with a page", [500, "<h1>the-client-secret</h1>"], "no token response"],
  ["a body that is no JSON", [200, "access_token=abc"], "no token response"],
  ["a token bound to a key", [200, '{"access_token":"aaaaaaaaa","token_type":"DPoP"}'], "binds tokens to a key"],
  ["no token", [200, '{"token_type":"bearer"}'], "no token response"],
  ["a type that cannot be sent", [200, '{"access_token":"aaaaaaaaa","token_type":"mac"}'], "no token response"],
  [
    "a token with a line break",
    [200, '{"access_token":"aaaaa\\nbbb","token_type":"bearer"}'],
    "does not fit into a header",
  ],
  [
    "a wordy error",
    [400, '{"error":"invalid_client","error_description":"the-client-secret"}'],
    "refused: invalid_client",
  ],
  ["a made-up error", [400, '{"error":"the-client-secret \\u001b[31m"}'], "refused: an error without a valid code"],
  ["a redirect", [302, ""], "no token response"],
  ["a flood", [200, `{"access_token":"${"a".repeat(2 ** 21)}","token_type":"bearer"}`], "no token response"],
] as const)("gives a reason for %s", async (_what, reply, why) => {
  const url = await listen((_request, response) => {
    const [status, body] = reply ?? [500, ""];
    response.writeHead(status, { "content-type": "application/json", location: "http://127.0.0.1:1/" }).end(body);
  });
  const issued = await get({ tokenUrl: reply === undefined ? `${await closed()}/token` : `${url}/token` });
  expect(issued).toMatchObject({ ok: false, why: expect.stringContaining(why) });
  expect(JSON.stringify(issued)).not.toContain("the-client-secret");
});

it.each([
  [{ clientSecret: undefined }, "needs clientSecret or privateKey"],
  [{ grant: "password", username: "alice" }, "needs password"],
  [{ grant: "refresh_token" }, "needs refreshToken"],
  [{ grant: "token_exchange" }, "needs subjectToken"],
  [{ refreshToken: "abcdef" }, "refreshToken means nothing to the grant client_credentials, only to refresh_token"],
  [{ clientAuth: "private_key_jwt" }, "there is no privateKey"],
  [
    { clientSecret: { env: "UNSET" } },
    "principals[0].token.oauth.clientSecret: the environment variable UNSET is not set",
  ],
  [{ clientSecret: { file: "nowhere" } }, "oauth.clientSecret: nowhere gave no secret"],
] as const)("is a config error at once: %j", async (config, message) => {
  const whole = {
    grant: "client_credentials",
    clientId: "c",
    clientSecret: "secret",
    tokenUrl: "http://127.0.0.1:1/t",
    ...config,
  };
  const failed = await oauthSource(whole as OAuthConfig, "alice", path, tokenPorts().ports).catch((e: unknown) => e);
  expect(failed).toBeInstanceOf(HarnessError);
  expect(failed).toMatchObject({ code: "config-invalid", message: expect.stringContaining(message) });
});

it.each([
  ["not a key", "neither PEM nor JWK"],
  ['{"kty":"RSA","d":"leaked-part"}', "neither PEM nor JWK"],
  ["{broken", "no JSON object"],
  ["-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----", "locked with a password"],
])("says what is wrong with a private key and shows none of it: %s", async (privateKey, why) => {
  const failed = await get({ clientSecret: undefined, privateKey, tokenUrl: "http://127.0.0.1:1/t" }).catch(
    (e: unknown) => e,
  );
  expect(failed).toMatchObject({ code: "config-invalid", message: expect.stringContaining(why) });
  expect(JSON.stringify(failed) + String(failed)).not.toContain("leaked-part");
});

it("asks for a provider's name where a server is started", async () => {
  await expect(get({}, tokenPorts({ target: undefined }))).rejects.toMatchObject({
    code: "config-invalid",
    message: `${path} has neither issuer nor tokenUrl, and a server that is started leads to no provider.`,
  });
});

it("has reported every secret before it goes out, and every token before it is handed on", async () => {
  const text = fc.string({ unit: fc.constantFrom(..."abcXYZ019-_.~+/= :%&é"), minLength: 6, maxLength: 30 });
  const token = fc.string({ unit: fc.constantFrom(..."abcXYZ019-_."), minLength: 6, maxLength: 40 });
  let reply: { access: string; refresh: string; id: string } = { access: "", refresh: "", id: "" };
  let atArrival: readonly string[] = [];
  let arrived = { authorization: "", body: "" };
  let secrets: string[] = [];
  const url = await listen(async (request, response) => {
    atArrival = [...secrets];
    let body = "";
    for await (const part of request) body += part;
    arrived = { authorization: request.headers.authorization ?? "", body };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ access_token: reply.access, refresh_token: reply.refresh, token_type: "Bearer" }));
  });
  await fc.assert(
    fc.asyncProperty(text, text, token, token, fc.boolean(), async (clientSecret, password, access, refresh, post) => {
      fc.pre(clientSecret.trim() !== "" && password.trim() !== "");
      const kit = tokenPorts();
      secrets = kit.secrets;
      reply = { access, refresh, id: "" };
      const clientAuth = post ? "client_secret_post" : "client_secret_basic";
      const issued = await get(
        { grant: "password", username: "u", password, clientSecret, clientAuth, tokenUrl: `${url}/token` },
        kit,
      );
      expect(issued).toEqual({ ok: true, token: access });
      expect(atArrival).toEqual(expect.arrayContaining([clientSecret, password]));
      expect(secrets).toEqual(expect.arrayContaining([access, refresh]));
      const sent = new URLSearchParams(arrived.body);
      expect(sent.get("password")).toBe(password);
      if (!post) expect(atArrival).toContain(arrived.authorization);
    }),
    { numRuns: 25 },
  );
});
