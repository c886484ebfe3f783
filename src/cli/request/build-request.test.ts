import { expect, it } from "vitest";
import { noTap } from "../../run/tap/no-tap.ts";
import { buildRequest, type RequestParts } from "./build-request.ts";

const parts: RequestParts = {
  config: {
    budget: { requests: 10, seconds: 20, rate: 5 },
    suites: ["a"],
    report: { failOn: "high", strict: true },
    promises: { readOnly: true },
  },
  resolved: {
    target: undefined,
    principals: [],
    embedded: undefined,
    hearSecrets: () => undefined,
    postgresUrl: undefined,
    mysqlUrl: undefined,
    tap: noTap,
    secrets: ["twice", "of config"],
    warnings: [],
  },
  flags: {},
  target: { kind: "http", url: "http://127.0.0.1/", transport: "auto", era: "auto", headers: {} },
  targetName: "t",
  net: { allowHosts: [], proxy: undefined, ca: undefined, clientCertificate: undefined, insecure: false },
  lock: undefined,
  load: undefined,
  secrets: ["twice", "of target"],
  seed: 1,
};

it("takes the config where no flag speaks", () => {
  expect(buildRequest(parts)).toMatchObject({
    budget: { requests: 10, seconds: 20, concurrency: undefined, rate: 5 },
    selection: { suites: ["a"], checks: [] },
    gate: { failOn: "high", failOnSuspected: false, strict: true },
    promises: { readOnly: true },
    allowDestructive: false,
    timeoutMs: 30_000,
    seed: 1,
    secrets: ["twice", "of target", "of config"],
  });
});

it("takes the flag where both speak", () => {
  const flags = {
    maxRequests: 1,
    rate: 2,
    suite: ["b"],
    failOn: "low",
    seed: 9,
    timeout: 5,
    allowDestructive: true,
  } as const;
  expect(buildRequest({ ...parts, flags })).toMatchObject({
    budget: { requests: 1, seconds: 20, rate: 2 },
    selection: { suites: ["b"] },
    gate: { failOn: "low" },
    allowDestructive: true,
    timeoutMs: 5,
    seed: 9,
  });
});

it("has defaults for a run without a config", () => {
  expect(buildRequest({ ...parts, config: {} })).toMatchObject({
    gate: { failOn: "medium", strict: false },
    samples: {},
  });
});
