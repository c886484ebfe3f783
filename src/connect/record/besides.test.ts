import { describe, expect, it } from "vitest";
import type { Reply } from "../../model/reply.ts";
import type { Sighted } from "../../model/session.ts";
import { loggedSecretsIn } from "../../oracle/disclosures/secrets-in.ts";
import { toldIn } from "../../oracle/disclosures/told-in.ts";
import { openErrorLedger } from "./error-ledger.ts";
import { openRecorder } from "./recorder.ts";
import { openRedactor } from "./redact.ts";

const frame = "TypeError: x\n    at run (/srv/app/db.js:12:15)";
const dsn = "postgres://app:hunter22x@db.internal/main";
const refused: Reply = { kind: "rpc-error", code: -32603, message: "That did not work." };
const done: Reply = { kind: "result", result: { content: [] } };

const logged = (data: string): Sighted => ({
  kind: "notification",
  method: "notifications/message",
  params: { level: "error", data: { what: data } },
});
const headers = (own: Record<string, string>): Sighted => ({
  kind: "http-headers",
  headers: { "content-type": "text/plain", "set-cookie": "session=0123456789abcdef", ...own },
});

/** What one exchange on a session that heard this is recorded as, and what the ledger makes of it. */
function recorded(reply: Reply, heard: readonly (readonly [Sighted, number])[]) {
  const errors = openErrorLedger({ acting: "me", known: [], exists: undefined });
  const recorder = openRecorder(openRedactor([], new Uint8Array(32)), () => undefined, [], "me", errors);
  for (const [sighted, atMs] of heard) recorder.heard("s1", sighted, atMs);
  const { beside, ...exchange } = recorder.exchange({
    id: "r1.1",
    role: "attack",
    label: "",
    facts: {},
    principal: "me",
    session: "s1",
    round: 1,
    request: { method: "tools/call", params: { name: "t", arguments: {} } },
    reply,
    atMs: 10,
    durationMs: 5,
  });
  return { beside, exchange, told: toldIn({ ...exchange, beside: beside ?? [] }), seen: errors.seen() };
}

describe("what comes beside an error", () => {
  it.each<[string, Sighted, string]>([
    ["a log notification", logged(frame), "stack-frame"],
    [
      "a progress notification",
      { kind: "notification", method: "notifications/progress", params: { progress: 1, message: frame } },
      "stack-frame",
    ],
    [
      "a request of the server",
      { kind: "server-request", method: "sampling/createMessage", params: { x: [frame] }, answered: "declined" },
      "stack-frame",
    ],
    ["a header", headers({ "x-debug": "upstream 10.2.3.4:8080" }), "network-address"],
    ["a log notification with a secret", logged(dsn), "secret"],
  ])("is read like the error itself: %s", (_, sighted, kind) => {
    const { told, seen, beside } = recorded(refused, [[sighted, 12]]);
    expect(told.map((one) => one.kind)).toContain(kind);
    expect(seen.telling).toHaveLength(1);
    expect(JSON.stringify(beside)).not.toContain("hunter22x");
  });

  it.each<[string, Reply, Sighted, number]>([
    ["came before the request", refused, logged(frame), 9],
    ["came with a success", done, logged(frame), 12],
    ["is a routine header", refused, headers({ "strict-transport-security": "max-age=1" }), 12],
    ["tells nothing", refused, logged("That did not work, try again."), 12],
    ["is for the log of the process", refused, { kind: "stderr", text: frame }, 12],
  ])("is not, where it %s", (_, reply, sighted, atMs) => {
    expect(recorded(reply, [[sighted, atMs]]).seen.telling).toEqual([]);
  });

  it("is no news where a success had it", () => {
    expect(recorded(done, [[logged(frame), 12]]).seen.telling).toEqual([]);
  });

  it("is told apart from what a process logs: there only secrets count, whenever they come", () => {
    const { exchange, told, seen } = recorded(done, [
      [{ kind: "stderr", text: `connecting to ${dsn}` }, 1],
      [{ kind: "stray-output", text: "password=abcdef" }, 12],
    ]);
    expect(loggedSecretsIn(exchange).map(({ what }) => what)).toEqual([
      "a connection string with a password, of postgres at db.internal",
    ]);
    expect(told).toEqual([]);
    expect(seen.logged).toHaveLength(1);
  });

  it("is bounded", () => {
    const many = Array.from({ length: 5_000 }, () => [logged(`${frame} ${"x".repeat(500)}`), 12] as const);
    expect(recorded(refused, many).beside?.length).toBeLessThan(70);
  });
});
