import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Suite } from "../../src/model/check.ts";
import type { Config } from "../../src/model/config.ts";
import type { Report } from "../../src/model/report.ts";
import { freePort } from "../../src/net/free-port.ts";
import { resolveConfig } from "../../src/run/resolve-config.ts";
import { stdioCommand } from "../../test/fixtures.ts";
import { checksWith, scanGuarded } from "../../test/guarded.ts";
import { requestFor, scanned, stdioTarget } from "../../test/scan-fixture.ts";
import { authBypass } from "./suite.ts";

/** Where the same guards stand on another way to the server: what passes there, and the check that the absence of each trips. */
const ways = {
  sse: {
    options: ["--transport", "sse"],
    checks: [
      "anonymous-accepted",
      "token-in-query-accepted",
      "session-is-authentication",
      "session-of-another-user-accepted",
    ],
    guards: {
      "query-token": "token-in-query-accepted",
      "every-request": "session-is-authentication",
      "session-user": "session-of-another-user-accepted",
    },
  },
  modern: {
    options: ["--era", "modern"],
    checks: [
      "anonymous-accepted",
      "token-in-query-accepted",
      "session-is-authentication",
      "user-named-beside-token-believed",
    ],
    guards: {
      authentication: "anonymous-accepted",
      "query-token": "token-in-query-accepted",
      "identity-meta": "user-named-beside-token-believed",
    },
  },
  stdio: {
    options: ["--transport", "stdio", "--era", "modern"],
    checks: ["anonymous-accepted", "invalid-user-accepted", "expired-token-accepted"],
    guards: {
      authentication: "anonymous-accepted",
      "user-enabled": "invalid-user-accepted",
    },
  },
} as const;
const net = { allowHosts: [], proxy: undefined, ca: undefined, clientCertificate: undefined, insecure: false };

/** One tool that tells its users apart. */
const changes = {
  selection: { suites: [], checks: [], includeTools: ["whoami"], excludeTools: [], includeParams: [] },
};

describe.each(Object.entries(ways))("auth-bypass over %s", (way, { options, checks, guards }) => {
  const suite: Suite = {
    ...authBypass,
    checks: authBypass.checks.filter(({ id }) => (checks as readonly string[]).includes(id.split("/")[1] ?? "")),
  };
  const scan = (more: readonly string[]): Promise<Report> =>
    way === "stdio" ? scanStarted([...options, ...more], suite) : scanGuarded([...options, ...more], suite, changes);

  it.concurrent("finds nothing on the server with all its guards, and passes what can be asked there", async () => {
    const report = await scan([]);
    expect(
      report.results.filter(({ verdict }) => ["fail", "suspected", "error", "inconclusive"].includes(verdict)),
    ).toEqual([]);
    expect(checksWith(report, "pass")).toEqual([...checks].sort());
  });

  it.concurrent("passes nothing on a server that refuses everybody", async () => {
    const report = await scan(["--variant", "deaf"]);
    expect([...checksWith(report, "pass"), ...checksWith(report, "fail")]).toEqual([]);
  });

  it.concurrent.each(Object.entries(guards))("without the guard %s finds %s and nothing else", async (guard, check) => {
    const report = await scan(["--without", guard]);
    expect(checksWith(report, "fail")).toEqual([check]);
  });
});

/** The same server, started for each principal with its token in the environment. */
async function scanStarted(options: readonly string[], suite: Suite): Promise<Report> {
  const file = new URL("../../fixtures/servers/guarded/gauntlet.config.json", import.meta.url);
  const config: Config = JSON.parse(readFileSync(file, "utf8"));
  const port = await freePort();
  const tokenIn = { env: "STAFF_TOKEN" };
  const written = {
    ...config,
    issuer: { ...config.issuer, port },
    // One who may and one who may not: each attempt of each check is a process.
    principals: (config.principals ?? [])
      .filter(({ name }) => ["alice", "erin"].includes(name))
      .map((one) => ({ ...one, tokenIn })),
  };
  const around = { directory: ".", environment: {}, net, person: undefined, cache: "", url: undefined };
  const { principals, embedded, hearSecrets } = await resolveConfig(written, around);
  const { command, args } = stdioCommand("guarded", [
    ...options,
    ...["--issuer", `http://127.0.0.1:${port}`, "--audience", "guarded"],
  ]);
  const { promises, samples } = JSON.parse(JSON.stringify(config));
  const request = requestFor(
    { ...stdioTarget({ command, args }), era: "modern" },
    {
      ...changes,
      ...{ principals, embedded, hearSecrets, promises, samples },
    },
  );
  return (await scanned(request, [suite], new AbortController().signal, () => undefined)).report;
}
