import { expect, it } from "vitest";
import { openNet } from "../../net/open-net.ts";
import { serve } from "../issuer/serve.ts";
import { findAuthorizationServer } from "./find-authorization-server.ts";

const options = { allowHosts: [], proxy: undefined, ca: undefined, clientCertificate: undefined, insecure: false };

/** What is found behind a server that answers these paths with JSON, and everything else with 401. */
async function found(documents: (url: string) => Readonly<Record<string, object>>, ours?: string) {
  const server = await serve(0, async ({ path }) => {
    const document = documents(server.url)[path];
    return document === undefined ? { status: 401 } : { status: 200, body: document as Record<string, never> };
  });
  const net = openNet(options);
  try {
    return await findAuthorizationServer(`${server.url}/mcp`, ours ?? server.url, net, new AbortController().signal);
  } finally {
    await net.close();
    await server.close();
  }
}

const endpoints = (url: string) => ({
  issuer: url,
  authorization_endpoint: `${url}/authorize`,
  token_endpoint: "https://tokens.example.com/token",
});

it("takes a server without metadata of its own for its own authorization server, and leaves out what it may not ask", async () => {
  const well = "/.well-known/oauth-authorization-server";
  const { facts, server } = await found((url) => ({ [well]: endpoints(url) }), "http://127.0.0.1:9");
  expect(facts).toMatchObject({ state: "found", endpoints: ["authorization"], onThisMachine: true });
  expect(server).toMatchObject({ token: undefined, resource: expect.stringMatching(/\/mcp$/) });
});

it("knows the issuer of the run, and a server that leads nowhere", async () => {
  const well = "/.well-known/oauth-authorization-server";
  expect((await found((url) => ({ [well]: endpoints(url) }))).facts.state).toBe("ours");
  expect((await found(() => ({}))).facts).toMatchObject({ state: "none", endpoints: [] });
});

it("asks no authorization endpoint on a host that is not allowed", async () => {
  const well = "/.well-known/oauth-authorization-server";
  const away = { issuer: "x", authorization_endpoint: "https://login.example.com/authorize" };
  const { facts, server } = await found(() => ({ [well]: away }), "http://127.0.0.1:9");
  expect(facts).toMatchObject({ state: "not-asked", why: expect.stringContaining("not allowed") });
  expect(server).toBeUndefined();
});
