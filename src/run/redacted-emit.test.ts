import { describe, expect, it } from "vitest";
import { openRedactor } from "../connect/record/redact.ts";
import type { Event } from "../model/event.ts";
import { redactedEmit } from "./redacted-emit.ts";

const secret = "swordfish-7";

describe("redactedEmit", () => {
  it.each<Event>([
    { type: "run-started", atMs: 0, target: secret, seed: 1 },
    { type: "connected", atMs: 0, server: `x ${secret}`, protocolVersion: secret, transport: "stdio", tools: 1 },
    { type: "subject-started", atMs: 0, check: "a/b", subject: `${secret}.name` },
    { type: "exchange", atMs: 0, id: "r1.1", label: secret, reply: secret, durationMs: 1, requestsSent: 1 },
    { type: "subject-finished", atMs: 0, check: "a/b", subject: secret, verdict: "error", because: `Ended: ${secret}` },
    { type: "warning", atMs: 0, text: secret },
    { type: "wire", atMs: 0, direction: "received", text: secret },
    {
      type: "incident",
      atMs: 0,
      incident: {
        kind: "crash",
        exchange: "r1.1",
        call: { method: "tools/call", params: { [secret]: secret } },
        check: "a/b",
        subject: secret,
        detail: `DB_LOGIN ${secret}`,
        recovered: true,
      },
    },
  ])("tells no secret in $type", (event) => {
    const told: Event[] = [];
    redactedEmit(openRedactor([secret], new Uint8Array(32)), (one) => told.push(one))(event);
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told)).not.toContain(secret);
    expect(told[0]).toMatchObject({ type: event.type, atMs: 0 });
  });

  it("leaves words of ours alone, even when a secret is one of them", () => {
    const told: Event[] = [];
    const emit = redactedEmit(openRedactor(["probing", "r1.12", "sql-x/y"], new Uint8Array(32)), (one) =>
      told.push(one),
    );
    const events: Event[] = [
      { type: "stage", atMs: 5, stage: "probing" },
      { type: "planned", atMs: 5, checks: [{ check: "sql-x/y", subjects: 3 }] },
      { type: "exchange", atMs: 5, id: "r1.12", label: "one", reply: "result", durationMs: 1, requestsSent: 2 },
    ];
    for (const event of events) emit(event);
    expect(told).toEqual(events);
  });
});
