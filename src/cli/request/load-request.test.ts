import { expect, it } from "vitest";
import { loadRequest } from "./load-request.ts";

const config = {
  users: 20,
  duration: "2m",
  think: "500ms",
  warmUp: "0s",
  mix: [
    { tool: "find_customer", args: { name: "Miller" } },
    { tool: "report", weight: 3, complexity: "complex" as const },
  ],
  thresholds: { simpleP95Ms: 300, complexP95Ms: 900, recoverySeconds: 5 },
};

it("is what is usual where nobody says otherwise", () => {
  expect(loadRequest({}, {}, 30_000, undefined)).toMatchObject({
    users: 50,
    profile: "steady",
    seconds: 30,
    warmUpSeconds: 2,
    mix: undefined,
    thinkMs: 0,
    fanOut: 1,
    timeoutMs: 30_000,
  });
});

it("is what the config says", () => {
  expect(loadRequest({}, config, 30_000, undefined)).toMatchObject({
    users: 20,
    seconds: 120,
    warmUpSeconds: 0,
    thinkMs: 500,
    mix: [
      { tool: "find_customer", args: { name: "Miller" }, weight: 1, complexity: "simple" },
      { tool: "report", weight: 3, complexity: "complex" },
    ],
    thresholds: { simpleP95Ms: 300, complexP95Ms: 900, availability: undefined, recoveryMs: 5_000 },
  });
});

it("is what a flag says, whatever the config says", () => {
  const flags = { users: 5, duration: 1_000, warmUp: 0, think: 0, p95: 50, availability: 0.5 };
  expect(loadRequest(flags, { ...config, warmUp: "3s" }, 30_000, undefined)).toMatchObject({
    users: 5,
    seconds: 1,
    warmUpSeconds: 0,
    thinkMs: 0,
    thresholds: { simpleP95Ms: 50, complexP95Ms: 50, availability: 0.5, recoveryMs: 5_000 },
  });
});
