import { expect, it } from "vitest";
import type { Exchange } from "../../../src/model/exchange.ts";
import type { Reply } from "../../../src/model/reply.ts";
import { attemptOf } from "./attempts.ts";

const accessAt = (label: string, reply: Reply) =>
  attemptOf({ exchanges: [{ label, reply } as unknown as Exchange] }, "nobody")?.access;
const ended: Reply = { kind: "closed", why: "the server exited with code 1", exited: true };

it("takes a server that ends as soon as it is started for somebody for a refusal", () => {
  expect(accessAt("nobody:enter", ended)).toBe("refused");
});

it.each<[string, string, Reply]>([
  ["a server that ends in the middle of a session", "nobody", ended],
  ["a connection that was lost", "nobody:enter", { kind: "closed", why: "ECONNRESET" }],
  ["a session that opened and was never asked", "nobody:enter", { kind: "result", result: {} }],
])("does not know of %s", (_, label, reply) => {
  expect(accessAt(label, reply)).toBe("unknown");
});
