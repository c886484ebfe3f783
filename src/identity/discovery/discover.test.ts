import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { tokenPorts } from "../../../test/token-ports.ts";
import { askForChallenge } from "./ask-for-challenge.ts";
import { discover } from "./discover.ts";
import { whyNotFollow } from "./may-follow.ts";
import { bearerChallenge } from "./parse-challenge.ts";
import { resourceMetadataUrls, serverMetadataUrls } from "./well-known.ts";

const never = new AbortController().signal;
type Pages = (origin: string) => Readonly<Record<string, unknown>>;

/** Serves some JSON documents, counts what is asked for, and discovers from `/team/mcp`. */
async function run(pages: Pages, challenge?: (origin: string) => string) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const origin = `http://${request.headers.host}`;
    asked.push(request.url ?? "");
    const page = pages(origin)[request.url ?? ""];
    response.writeHead(page === undefined ? 404 : 200).end(typeof page === "string" ? page : JSON.stringify(page));
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { ports } = tokenPorts();
  const found = await discover(`${origin}/team/mcp`, bearerChallenge(challenge?.(origin)), ports.net, never);
  return { origin, asked, found, kinds: found.problems.map(({ kind }) => kind) };
}

const atPath = "/.well-known/oauth-protected-resource/team/mcp";
const atRoot = "/.well-known/oauth-protected-resource";
const server = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  code_challenge_methods_supported: ["S256"],
});

it("goes from the challenge to the authorization server and finds nothing wrong", async () => {
  const { found, asked, origin } = await run(
    (o) => ({
      "/meta": { resource: `${o}/team/mcp`, authorization_servers: [`${o}/tenant`], scopes_supported: ["read"] },
      "/.well-known/oauth-authorization-server/tenant": server(`${o}/tenant`),
    }),
    (o) => `Bearer resource_metadata="${o}/meta", scope="read"`,
  );
  expect(found).toMatchObject({
    resource: { resource: `${origin}/team/mcp`, scopes: ["read"] },
    server: { issuer: `${origin}/tenant`, tokenEndpoint: `${origin}/tenant/token`, challengeMethods: ["S256"] },
    problems: [],
  });
  expect(asked).toEqual(["/meta", "/.well-known/oauth-authorization-server/tenant"]);
});

it("looks at every place that the standards name, in their order", async () => {
  const { found, asked, origin } = await run((o) => ({
    [atRoot]: { resource: o, authorization_servers: [`${o}/tenant/`] },
    "/tenant/.well-known/openid-configuration": server(`${o}/tenant/`),
  }));
  expect(asked).toEqual([
    atPath,
    atRoot,
    "/.well-known/oauth-authorization-server/tenant",
    "/.well-known/openid-configuration/tenant",
    "/tenant/.well-known/openid-configuration",
  ]);
  expect(found.server).toMatchObject({ asked: `${origin}/tenant/`, issuer: `${origin}/tenant/` });
  expect(found.problems.map(({ kind }) => kind)).toEqual(["no-challenge", "resource-broader"]);
});

it("takes a server without metadata of its own for its own authorization server, as 2025-03-26 did", async () => {
  const { found, kinds, origin } = await run((o) => ({ "/.well-known/oauth-authorization-server": server(o) }));
  expect(found.server?.issuer).toBe(origin);
  expect(kinds).toEqual(["no-challenge", "no-resource-metadata"]);
});

it.each<[string, Pages, readonly string[]]>([
  ["nothing anywhere", () => ({}), ["no-resource-metadata", "no-server-metadata"]],
  ["no resource", (o) => ({ [atPath]: { authorization_servers: [o] } }), ["resource-missing", "no-server-metadata"]],
  [
    "another resource",
    (o) => ({ [atPath]: { resource: `${o}/team/mcp2`, authorization_servers: [] } }),
    ["resource-mismatch", "no-authorization-server", "no-server-metadata"],
  ],
  [
    "another origin",
    () => ({ [atPath]: { resource: "https://example.com/team/mcp", authorization_servers: "x" } }),
    ["resource-mismatch", "no-authorization-server", "no-server-metadata"],
  ],
  [
    "an issuer that lies",
    (o) => ({
      [atPath]: { resource: `${o}/team/mcp`, authorization_servers: [o] },
      "/.well-known/openid-configuration": { ...server("https://login.example.com") },
    }),
    ["issuer-mismatch"],
  ],
  [
    "no PKCE, plain endpoints, greedy scopes",
    (o) => ({
      [atPath]: { resource: `${o}/team/mcp`, authorization_servers: [o], scopes_supported: ["offline_access", "db:*"] },
      "/.well-known/oauth-authorization-server": {
        issuer: o,
        authorization_endpoint: "http://login.example.com/a",
        token_endpoint: `${o}/t`,
      },
    }),
    ["endpoint-not-https", "no-pkce", "offline-access-asked", "wildcard-scope"],
  ],
  [
    "PKCE without S256, and no token endpoint",
    (o) => ({
      [atPath]: { resource: `${o}/team/mcp`, authorization_servers: [o] },
      "/.well-known/oauth-authorization-server": { issuer: o, code_challenge_methods_supported: ["plain"] },
    }),
    ["no-endpoints", "no-s256"],
  ],
  [
    "servers that may not be asked",
    (o) => ({
      [atPath]: {
        resource: `${o}/team/mcp`,
        authorization_servers: ["https://10.0.0.1", "ftp://x", "http://a:b@127.0.0.1"],
      },
    }),
    [
      "authorization-server-not-followed",
      "authorization-server-not-followed",
      "authorization-server-not-followed",
      "no-server-metadata",
    ],
  ],
  ["no JSON", () => ({ [atPath]: "<html>", [atRoot]: "[1]" }), ["no-resource-metadata", "no-server-metadata"]],
])("names what is wrong: %s", async (_what, pages, wanted) => {
  expect((await run(pages, () => "Bearer")).kinds).toEqual(wanted);
});

it("does not follow a challenge to another origin", async () => {
  const { found, kinds, asked } = await run(
    () => ({}),
    () => 'Bearer resource_metadata="http://127.0.0.1:1/latest/meta-data"',
  );
  expect(found.looks[0]).toMatchObject({ found: false, says: "it is of another origin" });
  expect(kinds).toContain("resource-metadata-elsewhere");
  expect(asked[0]).toBe(atPath);
});

it("is not drowned by a hostile server", async () => {
  const { found } = await run((o) => ({
    [atPath]: {
      resource: "x".repeat(10_000),
      authorization_servers: Array.from({ length: 5_000 }, (_, index) => `${o}/${index}`),
    },
  }));
  expect(found.looks.length).toBeLessThan(12);
  expect(JSON.stringify(found.problems).length).toBeLessThan(5_000);
});

it("tells nobody the credentials in the URL of the server", async () => {
  const { origin, asked } = await run((o) => ({ [atPath]: { resource: `${o}/other`, authorization_servers: [o] } }));
  const { ports } = tokenPorts();
  const url = `${origin.replace("//", "//user:pass-word@")}/team/mcp?api_key=key-in-query#part`;
  await askForChallenge(url, ports.net, never);
  const found = await discover(url, undefined, ports.net, never);
  expect(found.resource).toBeUndefined();
  expect(asked).toContain("/team/mcp?api_key=key-in-query");
  expect(JSON.stringify(found.problems)).not.toMatch(/pass-word|key-in-query/);
});

it("knows the places of metadata", () => {
  expect(resourceMetadataUrls("https://h/mcp/?t=1")).toEqual([
    "https://h/.well-known/oauth-protected-resource/mcp?t=1",
    "https://h/.well-known/oauth-protected-resource",
  ]);
  expect(resourceMetadataUrls("https://h")).toEqual(["https://h/.well-known/oauth-protected-resource"]);
  expect(serverMetadataUrls("https://h/")).toHaveLength(2);
});

it.each([
  ["http://192.168.0.1/", "http://127.0.0.1/", "its host is not allowed"],
  ["https://b.example/", "https://a.example/", undefined],
  ["http://b.example/", "https://a.example/", "it is not https"],
  ["http://127.0.0.1:1/", "http://a.example/", "it points at this machine"],
  ["https://localhost/", "https://a.example/", "it points at this machine"],
  ["http://127.0.0.1:2/", "http://127.0.0.1:1/", undefined],
  ["https://169.254.169.254/", "https://a.example/", "its host is not allowed"],
  ["javascript:alert(1)", "https://a.example/", "it is no http or https URL"],
  ["/relative", "https://a.example/", "it is no URL"],
])("follows %s from %s: %s", (url, from, why) => {
  expect(whyNotFollow(url, from, tokenPorts({}, ["*.example"]).ports.net)).toBe(why);
});

it("sees the challenge of a server, and lives without", async () => {
  const { origin } = await run(() => ({}));
  const { ports } = tokenPorts();
  expect(await askForChallenge(`${origin}/team/mcp`, ports.net, never)).toBeUndefined();
  expect(await askForChallenge("http://127.0.0.1:1/", ports.net, never)).toBeUndefined();
});
