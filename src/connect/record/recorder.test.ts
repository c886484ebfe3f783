import { describe, expect, it } from "vitest";
import { openRecorder, type RawExchange } from "./recorder.ts";
import { openRedactor } from "./redact.ts";

const redactor = openRedactor(["swordfish"], new Uint8Array(32));

describe("openRecorder", () => {
  it("redacts the label of an observation before it cuts it", () => {
    const lines: string[] = [];
    const recorder = openRecorder(redactor, (line) => lines.push(line));
    const label = `${"x".repeat(195)}swordfish${"y".repeat(5_000)}`;
    const kept = recorder.observation({ id: "n1", kind: "notification", label, facts: {}, round: 0, atMs: 0 });
    expect(kept.label).toHaveLength(200);
    expect(lines.join()).not.toContain("sword");
  });

  it("keeps no more than 200 sightings of one reply", () => {
    const recorder = openRecorder(redactor, () => undefined);
    const rows = Array.from({ length: 900 }, (_, i) => `password=secret-${i}`);
    const raw: RawExchange = {
      id: "r1.1",
      role: "attack",
      label: "one",
      facts: {},
      principal: "nobody",
      session: "s1",
      round: 1,
      request: { method: "tools/call", params: {} },
      reply: { kind: "result", result: { rows } },
      atMs: 0,
      durationMs: 0,
    };
    const kept = recorder.exchange(raw);
    expect(kept.sightings).toHaveLength(200);
    expect(JSON.stringify(kept)).not.toContain("secret-");
  });
});
