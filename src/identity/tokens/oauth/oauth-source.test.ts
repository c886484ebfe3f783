import { createPrivateKey } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { decodeJwt, type JWK } from "jose";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type RunningFixture, startFixture } from "../../../../test/fixtures.ts";
import { person } from "../../../../test/person.ts";
import { tokenPorts } from "../../../../test/token-ports.ts";
import type { OAuthConfig } from "../../../model/config.ts";
import type { Issued } from "../../../model/principal.ts";
import { oauthSource } from "./oauth-source.ts";

const never = new AbortController().signal;
const target = "http://127.0.0.1:1/mcp";
let provider: RunningFixture;
beforeAll(async () => {
  provider = await startFixture("oidc-provider", ["--resource", target, "--resource", "https://other.example/mcp"]);
}, 60_000);
afterAll(() => provider.stop());

interface Client {
  readonly id: string;
  readonly secret: string;
  readonly key: JWK;
}
function client(id: string): Client {
  return (provider.ready.clients as readonly Client[]).find((each) => each.id === id) as Client;
}
const web = () => ({ clientId: "web", clientSecret: client("web").secret });

function open(config: OAuthConfig, { ports } = tokenPorts()) {
  return oauthSource({ issuer: provider.ready.url, ...config }, "alice", "principals[0].token.oauth", ports);
}

function claims(issued: Issued) {
  expect(issued).toMatchObject({ ok: true });
  return issued.ok ? decodeJwt(issued.token) : {};
}

describe("client credentials", () => {
  it("prove the client in every way the provider knows, for the server under test", async () => {
    const jwk = client("service-key").key;
    const pem = String(createPrivateKey({ key: jwk as never, format: "jwk" }).export({ type: "pkcs8", format: "pem" }));
    const ways: readonly Omit<OAuthConfig, "grant">[] = [
      { clientId: "nightly-sync", clientSecret: client("nightly-sync").secret },
      { clientId: "service-post", clientSecret: client("service-post").secret, clientAuth: "client_secret_post" },
      { clientId: "service-key", privateKey: JSON.stringify(jwk) },
      { clientId: "service-key", privateKey: pem },
      { clientId: "service-key", privateKey: pem.replaceAll("\n", "\\n") },
      { clientId: "service-key-ec", privateKey: JSON.stringify(client("service-key-ec").key) },
    ];
    for (const way of ways) {
      const source = await open({ grant: "client_credentials", scope: "read", ...way });
      expect(claims(await source.get(never))).toMatchObject({ aud: target, sub: way.clientId, scope: "read" });
    }
  });
});

describe("grants of a user", () => {
  it("takes name and password", async () => {
    const source = await open({
      grant: "password",
      ...web(),
      username: "carol",
      password: "carol-password",
      scope: "read",
    });
    expect(claims(await source.get(never))).toMatchObject({
      aud: target,
      sub: "carol",
      roles: ["viewer"],
      tenant: "acme",
    });
  });

  it("exchanges a token of the user, asked for anew each time, for one of another resource", async () => {
    const first = await (await open({ grant: "password", ...web(), username: "dave", password: "dave-password" })).get(
      never,
    );
    const { ports } = tokenPorts({ environment: { DAVE: first.ok ? first.token : "" } });
    const exchange = { grant: "token_exchange", ...web(), subjectToken: { env: "DAVE" } } as const;
    const source = await open(
      { ...exchange, resource: "https://other.example/mcp" },
      { ports, secrets: [], directory: "" },
    );
    expect(claims(await source.get(never))).toMatchObject({ sub: "dave", aud: "https://other.example/mcp" });
  });
});

describe("a refresh token", () => {
  it("is traded for the next one each time", async () => {
    const kit = tokenPorts({ person: person() });
    const login = await open({ grant: "authorization_code", ...web(), username: "bob", scope: "read" }, kit);
    await login.get(never);
    const [file = ""] = readdirSync(kit.ports.cache);
    const { refreshToken } = JSON.parse(readFileSync(join(kit.ports.cache, file), "utf8"));
    rmSync(kit.ports.cache, { recursive: true });

    let now = Date.now();
    const { ports, secrets } = tokenPorts({ now: () => now, environment: { REFRESH: refreshToken } });
    const config = { grant: "refresh_token", ...web(), refreshToken: { env: "REFRESH" } } as const;
    const source = await open(config, { ports, secrets, directory: "" });
    const seen = new Set<unknown>();
    for (let hour = 0; hour < 4; hour++) {
      const issued = await source.get(never);
      expect(claims(issued)).toMatchObject({ sub: "bob", aud: target });
      seen.add(issued.ok && issued.token);
      now += 3_600_000;
    }
    expect(seen.size).toBe(4);
    expect(existsSync(ports.cache)).toBe(false);
    // The provider takes the first one for stolen by now.
    expect(await (await open(config, { ports, secrets, directory: "" })).get(never)).toEqual({
      ok: false,
      why: "its provider refused: invalid_grant",
    });
  });
});

describe("without a provider in the config", () => {
  it("is led to the provider by the server under test, and names the resource as that does", async () => {
    const server = createServer((request, response) => {
      if (request.url === "/meta") {
        const resource = `http://${request.headers.host}/mcp`;
        response.end(JSON.stringify({ resource, authorization_servers: [free.ready.url] }));
      } else {
        const named = `http://${request.headers.host}/meta`;
        response.writeHead(401, { "www-authenticate": `Basic realm="x", Bearer resource_metadata="${named}"` }).end();
      }
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const free = await startFixture("oidc-provider", []);
    onTestFinished(async () => {
      server.close();
      await free.stop();
    });
    const mine = (free.ready.clients as readonly Client[])[0];
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
    const config = { grant: "client_credentials", clientId: mine?.id ?? "", clientSecret: mine?.secret } as OAuthConfig;
    const source = await oauthSource(config, "sync", "p", tokenPorts({ target: `${url}#part` }).ports);
    expect(claims(await source.get(never))).toMatchObject({ iss: free.ready.url, aud: url, sub: "nightly-sync" });
  });
});

describe("a provider that refuses", () => {
  it.each([
    [{ grant: "client_credentials", clientId: "nightly-sync", clientSecret: "wrong-secret" }, "invalid_client"],
    [{ grant: "client_credentials", clientId: "nobody", clientSecret: "wrong-secret" }, "invalid_client"],
    [{ grant: "refresh_token", clientId: "app", refreshToken: "stolen-and-revoked" }, "invalid_grant"],
    [{ grant: "password", username: "alice", password: "wrong-password" }, "invalid_grant"],
    [{ grant: "token_exchange", subjectToken: "no-token-at-all" }, "invalid_grant"],
    [
      { grant: "password", username: "alice", password: "alice-password", resource: "https://no.example/" },
      "invalid_target",
    ],
  ] as const)("gives the reason and no secret: %j", async (config, code) => {
    const source = await open({ ...("clientId" in config ? {} : web()), ...config } as OAuthConfig);
    const issued = await source.get(never);
    expect(issued).toEqual({ ok: false, why: `its provider refused: ${code}` });
  });
});
