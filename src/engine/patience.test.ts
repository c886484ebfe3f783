import { expect, it } from "vitest";
import type { Reply } from "../model/reply.ts";
import { openPatience } from "./patience.ts";

const status = { by: "status", askedMs: undefined } as const;
const text = { by: "text", askedMs: undefined } as const;

it("waits about a minute in all, each time twice as long, or as long as the server asks", () => {
  const { waitMs } = openPatience();
  const waits = Array.from({ length: 7 }, (_, attempt) => waitMs(status, attempt));
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, undefined]);
  expect(waitMs({ by: "status", askedMs: 500 }, 3)).toBe(500);
});

it("does not wait for a server that locks out", () => {
  expect(openPatience().waitMs({ by: "status", askedMs: 30_000, tooLong: true }, 0)).toBeUndefined();
});

it("waits less after it was in vain, and no longer believes a mere text", () => {
  const patience = openPatience();
  patience.inVain(status);
  patience.inVain(text);
  expect([patience.waitMs(status, 0), patience.waitMs(status, 1)]).toEqual([1_000, undefined]);
  const busy: Reply = { kind: "rpc-error", code: -32000, message: "server busy" };
  expect(patience.putOff(busy)).toBeUndefined();
  expect(openPatience().putOff(busy)).toEqual(text);
});
