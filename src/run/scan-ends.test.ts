import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import { fakeSession } from "../../test/fake-session.ts";
import { requestFor, scanned } from "../../test/scan-fixture.ts";
import { type Check, defineCheck } from "../model/check.ts";
import type { Target } from "../model/target.ts";
import { openRun } from "./open-run.ts";

const never = new AbortController().signal;
const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

describe("a run", () => {
  it("closes its session when planning breaks", async () => {
    const { target, seen } = await counting(1);
    const suite = suiteOf({ subjects: () => fail("oops") });
    const { report } = await scanned(requestFor(target, {}), [suite], never, () => undefined);
    expect([report.stopReason, seen.opened, seen.closed]).toEqual(["harness-bug", 1, 1]);
  });

  it("closes its session when the database is on a host that may not be contacted", async () => {
    const { target, seen } = await counting(1);
    const request = requestFor(target, { observe: { postgresUrl: "postgres://u:p@db.example.com/d" } });
    await expect(scanned(request, [suiteOf({})], never, () => undefined)).rejects.toMatchObject({
      code: "host-not-allowed",
    });
    expect([seen.opened, seen.closed]).toEqual([1, 1]);
  });

  it.each(["main", "after"] as const)("asks on as many lanes as phase %s allows", async (phase) => {
    const lanes = phase === "main" ? 3 : 1;
    const { target, seen } = await counting(lanes);
    const budget = { requests: undefined, seconds: undefined, concurrency: 3, rate: 100_000 };
    const suite = suiteOf({ phase, subjects: () => ["a", "b", "c"].map((key) => ({ key })) });
    await scanned(requestFor(target, { budget }), [suite], never, () => undefined);
    expect(seen.atOnce).toBe(lanes);
    expect(seen.closed).toBe(seen.opened);
  });

  it("does not hand out a session that died while it was spare", async () => {
    const target: Target = {
      kind: "stdio",
      command: "/nonexistent/program",
      args: [],
      env: {},
      cwd: undefined,
      era: "legacy",
    };
    const surroundings = {
      suites: [],
      version: "0",
      emit: () => undefined,
      signal: never,
      evidence: () => undefined,
      trace: false,
    };
    const run = await openRun(requestFor(target, {}), surroundings);
    const session = fakeSession(() => ({ kind: "result", result: {} }));
    run.keepSpare({ opened: { ok: true, session }, name: "s0" });
    session.end("it exited");
    expect(await run.open(never)).toMatchObject({ name: "s1", opened: { ok: false } });
  });
});

function suiteOf(changes: Partial<Check>) {
  const check = defineCheck({
    id: "test/check",
    title: "t",
    severity: "high",
    why: "w",
    fix: "f",
    refs: { cwe: [], owaspMcp: [], cosai: [], spec: [] },
    needs: ["calls"],
    uses: [],
    phase: "main",
    control: "success",
    requests: 4,
    subjects: () => [{ key: "a" }],
    probe: async ({ calls }) => void (await calls.tool("t", {}, { role: "control", label: "call" })),
    judge: ({ exchanges: [first] }) => ({ verdict: "pass", because: "", control: first?.id ?? "" }),
    ...changes,
  } as Check);
  return { name: "test", purpose: "p", checks: [check] };
}

/** A server that counts its sessions, and the calls it has at once: each waits for so many, and a moment for one too many. */
async function counting(lanes: number): Promise<{
  target: Target;
  seen: { opened: number; closed: number; atOnce: number };
}> {
  const seen = { opened: 0, closed: 0, atOnce: 0 };
  let running = 0;
  const answer = async (method: string): Promise<object> => {
    if (method === "initialize") {
      seen.opened += 1;
      const serverInfo = { name: "counting", version: "0" };
      return { protocolVersion: "2025-06-18", capabilities: { tools: {} }, serverInfo };
    }
    if (method === "tools/list") return { tools: [{ name: "t", inputSchema: { type: "object" } }] };
    seen.atOnce = Math.max(seen.atOnce, ++running);
    await expect.poll(() => seen.atOnce, { timeout: 10_000 }).toBeGreaterThanOrEqual(lanes);
    await new Promise((resolve) => setTimeout(resolve, 100));
    running -= 1;
    return { content: [{ type: "text", text: "fine" }] };
  };
  const server = createServer(async (request: IncomingMessage, response) => {
    if (request.method === "DELETE") seen.closed += 1;
    if (request.method !== "POST") return void response.writeHead(405).end();
    const { id, method } = JSON.parse(await text(request));
    if (id === undefined) return void response.writeHead(202).end();
    const headers = { "content-type": "application/json", "mcp-session-id": `of-${seen.opened}` };
    const result = await answer(method);
    response.writeHead(200, headers).end(JSON.stringify({ jsonrpc: "2.0", id, result }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/mcp`;
  return { target: { kind: "http", url, transport: "streamable-http", era: "legacy", headers: {} }, seen };
}

function fail(message: string): never {
  throw new Error(message);
}
