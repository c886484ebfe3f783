import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openingOf } from "../../../test/session-contract.ts";
import { nodeArgs, type Program, startProgram } from "../../../test/start-program.ts";
import type { HttpTarget } from "../../model/target.ts";
import { openWire } from "../open.ts";
import { openRaw, type RawAccess } from "../open-raw.ts";

interface Seen {
  method: string;
  url: string;
  headers: string[];
  body: string;
}

let hostile: Program;
let contract: Program;
let servers = 0;
beforeAll(async () => {
  hostile = await startProgram("fixtures/servers/hostile/http.ts");
  contract = await startProgram("fixtures/servers/contract/v1-http.ts");
});
afterAll(() => {
  hostile.stop();
  contract.stop();
});

const target = (url: string): HttpTarget => ({
  kind: "http",
  url,
  transport: "auto",
  era: "auto",
  headers: { "X-Team": "red" },
});

/** Opens raw access to a server of its own and gives what arrived there. */
async function withRaw(
  use: (raw: RawAccess["raw"], query: string) => Promise<unknown>,
  mode = "fine",
): Promise<Seen[]> {
  const query = `?mode=${mode}&server=raw-${++servers}`;
  const access = await openRaw(openingOf(target("http://127.0.0.1:9/")), target(hostile.url + query));
  try {
    await use(access.raw, query);
    const seen = await access.raw({ method: "GET", path: `/seen${query}`, timeoutMs: 5_000 });
    return seen.kind === "reply" ? JSON.parse(seen.body) : [];
  } finally {
    await access.close();
  }
}
const pairs = ({ headers }: Seen) => headers.flatMap((name, i) => (i % 2 === 0 ? [[name, headers[i + 1]]] : []));

describe("raw HTTP", () => {
  test("sends a foreign Host and Origin, really", async () => {
    const [seen] = await withRaw((raw) =>
      raw({
        headers: [
          ["Host", "evil.invalid"],
          ["Origin", "http://evil.invalid"],
        ],
        body: "{}",
        timeoutMs: 5_000,
      }),
    );
    expect(seen && pairs(seen)).toEqual(
      expect.arrayContaining([
        ["host", "evil.invalid"],
        ["Origin", "http://evil.invalid"],
      ]),
    );
    expect(seen?.headers.filter((name) => name.toLowerCase() === "host")).toHaveLength(1);
  });

  test("sends bytes as they are", async () => {
    const [text, bytes] = await withRaw(async (raw) => {
      await raw({ body: '{"jsonrpc": "2.0", "id": ', timeoutMs: 5_000 });
      await raw({ body: Uint8Array.of(0x7b, 0xe2, 0x82, 0xac, 0x7d), timeoutMs: 5_000 });
    });
    expect([text?.body, bytes?.body]).toEqual(['{"jsonrpc": "2.0", "id": ', "{€}"]);
  });

  test("leaves out, replaces and repeats headers, in order", async () => {
    const [seen] = await withRaw((raw) =>
      raw({
        omit: ["accept", "X-Team"],
        headers: [
          ["content-type", "text/plain"],
          ["X-A", "1"],
          ["X-B", "2"],
          ["X-A", "3"],
        ],
        body: "x",
        timeoutMs: 5_000,
      }),
    );
    const names = seen?.headers.filter((_, i) => i % 2 === 0).map((name) => name.toLowerCase());
    expect(names).not.toContain("accept");
    expect(names).not.toContain("x-team");
    expect(seen && pairs(seen).filter(([name]) => /^(x-|content-type)/i.test(name ?? ""))).toEqual([
      ["content-type", "text/plain"],
      ["X-A", "1"],
      ["X-B", "2"],
      ["X-A", "3"],
    ]);
  });

  test("repeats method and name of a modern request in headers, encoded where needed", async () => {
    const meta = { "io.modelcontextprotocol/protocolVersion": "2026-07-28" };
    const body = JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: { name: "größe", _meta: meta },
    });
    const [seen] = await withRaw((raw) => raw({ body, timeoutMs: 5_000 }));
    expect(seen && pairs(seen)).toEqual(
      expect.arrayContaining([
        ["MCP-Protocol-Version", "2026-07-28"],
        ["Mcp-Method", "tools/call"],
        ["Mcp-Name", `=?base64?${Buffer.from("größe").toString("base64")}?=`],
      ]),
    );
  });

  test("uses other methods and paths, never another origin", async () => {
    const seen = await withRaw(async (raw, query) => {
      await raw({ method: "DELETE", path: `/a%00b${query}`, timeoutMs: 5_000 });
      await raw({ method: "GET", path: `//evil.invalid/x${query}`, timeoutMs: 5_000 });
      await raw({ method: "GET", path: `@evil.invalid/x${query}`, timeoutMs: 5_000 });
    });
    expect(seen.map(({ method, url }) => `${method} ${url.split("?")[0]}`)).toEqual([
      "DELETE /a%00b",
      "GET //evil.invalid/x",
      "GET /@evil.invalid/x",
    ]);
  });

  test("says timeout and closed, follows no redirect", async () => {
    await withRaw(async (raw) => {
      const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" });
      expect(await raw({ body, timeoutMs: 300 })).toEqual({ kind: "timeout", afterMs: 300 });
    }, "never-answers");
    await withRaw(async (raw) => {
      const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" });
      expect(await raw({ body, timeoutMs: 5_000 })).toMatchObject({ kind: "closed" });
    }, "resets");
    await withRaw(async (raw) => {
      const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" });
      expect(await raw({ body, timeoutMs: 5_000 })).toMatchObject({ kind: "reply", status: 307 });
    }, "redirect");
  });

  test("hands over a stream that goes on for ever as far as it came", async () => {
    await withRaw(async (raw) => {
      const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params: {} });
      expect(await raw({ body, timeoutMs: 300 })).toMatchObject({ kind: "reply", status: 200, complete: false });
      // The size limit counts here too.
    }, "drip");
    await withRaw(async (raw) => {
      const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params: {} });
      expect(await raw({ body, timeoutMs: 10_000 })).toMatchObject({ kind: "reply", complete: false });
    }, "endless-event");
  });

  test("does not leave the allowed hosts", async () => {
    await expect(
      openRaw(openingOf(target("http://example.com/")), target("http://example.com/")),
    ).rejects.toMatchObject({
      code: "host-not-allowed",
    });
  });

  test("works within a session, with equal ids at the same time", async () => {
    const wire = await openWire(openingOf(target(contract.url)));
    if (!wire.ok) throw new Error(wire.message);
    const body = (text: string) =>
      JSON.stringify({ jsonrpc: "2.0", id: 7, method: "tools/call", params: { name: "echo", arguments: { text } } });
    const replies = await Promise.all(["a", "b"].map((text) => wire.raw({ body: body(text), timeoutMs: 5_000 })));
    const lost = await wire.raw({ body: body("c"), omit: ["mcp-session-id"], timeoutMs: 5_000 });
    await wire.session.close();
    expect(
      replies.every((reply) => reply.kind === "reply" && reply.status === 200 && reply.messages.length === 1),
    ).toBe(true);
    expect(lost).toMatchObject({ kind: "reply", status: 400 });
  });
});

test("raw lines go down the pipe as they are", async () => {
  const lines: string[] = [];
  const opening = openingOf(
    {
      kind: "stdio",
      command: process.execPath,
      args: nodeArgs("fixtures/servers/contract/v1-stdio.ts"),
      env: {},
      cwd: process.cwd(),
      era: "legacy",
    },
    { trace: (direction, text) => void (direction === "received" && lines.push(text)) },
  );
  const wire = await openWire(opening);
  if (!wire.ok) throw new Error(wire.message);
  expect(await wire.rawLine('{"jsonrpc": nonsense')).toBe(true);
  expect(await wire.rawLine('{"jsonrpc":"2.0","id":"same","method":"ping"}')).toBe(true);
  expect(await wire.rawLine('{"jsonrpc":"2.0","id":"same","method":"ping"}')).toBe(true);
  expect((await wire.session.request({ method: "ping", timeoutMs: 5_000 })).kind).toBe("result");
  expect(lines.filter((line) => line.includes('"same"'))).toHaveLength(2);
  expect(await wire.raw({ timeoutMs: 10 })).toMatchObject({ kind: "closed" });
  await wire.session.close();
  expect(await wire.rawLine("too late")).toBe(false);
});
