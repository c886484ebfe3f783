import { describe, expect, it } from "vitest";
import type { DiscoveryProblem, MetadataFacts } from "../../src/model/discovery.ts";
import type { Json } from "../../src/model/json.ts";
import { type Door, judgedAt, person, refusal, served } from "../../test/imagined-door.ts";
import check from "./authorization-metadata-wrong.ts";

const right: MetadataFacts = {
  challenge: {
    scheme: "Bearer",
    parameters: { resource_metadata: "http://127.0.0.1:1/.well-known/oauth-protected-resource" },
  },
  resource: {
    url: "http://127.0.0.1:1/.well-known/oauth-protected-resource",
    resource: "http://127.0.0.1:1/mcp",
    authorizationServers: ["http://127.0.0.1:2"],
  },
  server: {
    url: "http://127.0.0.1:2/.well-known/openid-configuration",
    asked: "http://127.0.0.1:2",
    issuer: "http://127.0.0.1:2",
    challengeMethods: ["S256"],
  },
  looks: [],
  problems: [],
};
const issued = { iss: "http://127.0.0.1:2", aud: "mcp" };

function ask(found: Partial<MetadataFacts>, { claims = issued, ...changes }: Partial<Door> & { claims?: object } = {}) {
  return judgedAt(check, {
    identities: [person("alice", "user", claims as Record<string, Json>)],
    answer: ({ principal }) => (principal === "anonymous" ? refusal(401, "no", "Bearer") : served),
    metadata: { ...right, ...found } as unknown as Record<string, Json>,
    ...changes,
  });
}
const problem = (kind: DiscoveryProblem): Partial<MetadataFacts> => ({ problems: [{ kind, says: kind }] });

it("passes what fits together", async () => {
  expect(await ask({})).toMatchObject({ verdict: "pass" });
});

describe("what is against a MUST", () => {
  it.each([
    "no-resource-metadata",
    "resource-missing",
    "resource-mismatch",
    "no-authorization-server",
    "issuer-missing",
    "issuer-mismatch",
    "no-endpoints",
    "endpoint-not-https",
    "no-s256",
  ] as const)("%s", async (kind) => {
    const server =
      kind === "issuer-mismatch" ? { server: { ...(right.server ?? never()), issuer: "http://127.0.0.1:3" } } : {};
    const elsewhere = { resource: { ...(right.resource ?? never()), resource: "https://elsewhere.example/mcp" } };
    expect(await ask({ ...problem(kind), ...server, ...elsewhere })).toMatchObject({
      verdict: "fail",
      because: expect.stringContaining(kind),
    });
  });

  it("depends on the revision", async () => {
    const unnamed = { challenge: { scheme: "Bearer", parameters: {} } };
    expect(await ask(unnamed)).toMatchObject({ verdict: "pass" });
    expect(await ask(unnamed, { protocolVersion: "2025-06-18" })).toMatchObject({ verdict: "fail" });
    expect(await ask(problem("no-resource-metadata"), { protocolVersion: "2025-03-26" })).toMatchObject({
      verdict: "not-applicable",
    });
  });
});

describe("what is no flaw", () => {
  it.each(["offline-access-asked", "wildcard-scope", "resource-broader"] as const)("%s is a remark", async (kind) => {
    expect(await ask(problem(kind))).toMatchObject({ verdict: "pass", because: expect.stringContaining(kind) });
  });

  it("a server that is known to its provider under its public name", async () => {
    const resource = { ...(right.resource ?? never()), resource: "https://mcp.example/mcp" };
    const claims = { ...issued, aud: ["https://mcp.example/mcp"] };
    expect(await ask({ ...problem("resource-mismatch"), resource }, { claims })).toMatchObject({ verdict: "pass" });
  });

  it("another name of this machine", async () => {
    const resource = { ...(right.resource ?? never()), resource: "http://localhost:1/mcp" };
    expect(await ask({ ...problem("resource-mismatch"), resource })).toMatchObject({ verdict: "pass" });
    const other = { ...(right.resource ?? never()), resource: "http://localhost:2/mcp" };
    expect(await ask({ ...problem("resource-mismatch"), resource: other })).toMatchObject({ verdict: "fail" });
  });

  it("a slash at the end of the issuer", async () => {
    const server = { ...(right.server ?? never()), issuer: "http://127.0.0.1:2/" };
    expect(await ask({ ...problem("issuer-mismatch"), server })).toMatchObject({ verdict: "pass" });
  });

  it("keys that no authorization server gives out", async () => {
    const bare = { challenge: null, resource: null, server: null, ...problem("no-resource-metadata") };
    expect(await ask(bare, { claims: { iss: "a-key" } })).toMatchObject({ verdict: "not-applicable" });
    const challenged = { ...bare, challenge: { scheme: "Bearer", parameters: { error: "invalid_token" } } };
    expect(await ask(challenged, { claims: { iss: "a-key" } })).toMatchObject({ verdict: "not-applicable" });
    expect(await ask(bare)).toMatchObject({ verdict: "fail" });
  });

  it("an authorization server that was not asked", async () => {
    const unasked = { server: null, ...problem("authorization-server-not-followed") };
    expect(await ask(unasked)).toMatchObject({ verdict: "inconclusive" });
  });

  it("a server that lets everybody in", async () => {
    expect(await ask({}, { answer: () => served })).toMatchObject({ verdict: "not-applicable" });
  });
});

function never(): never {
  throw new Error("unreachable");
}
