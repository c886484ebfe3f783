import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { toNodeHandler } from "@modelcontextprotocol/node";
import { createMcpHandler, Server } from "@modelcontextprotocol/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { implementations, openingOf, quietNet, sessionOf } from "../../test/session-contract.ts";
import { type Program, startProgram } from "../../test/start-program.ts";
import { replyText } from "../model/reply.ts";
import type { HttpTarget, StdioTarget } from "../model/target.ts";
import { clientInfo } from "./protocol/client-identity.ts";

let hostile: Program;
let elsewhere: Program;
let servers = 0;
beforeAll(async () => {
  hostile = await startProgram("fixtures/servers/hostile/http.ts");
  elsewhere = await startProgram("fixtures/servers/hostile/http.ts");
});
afterAll(() => {
  hostile.stop();
  elsewhere.stop();
});
const server = (query: string): HttpTarget => ({
  kind: "http",
  url: `${hostile.url}?${query}&server=open-${++servers}`,
  transport: "auto",
  era: "auto",
  headers: { "X-Team": "red" },
});
const seenAt = async (target: HttpTarget): Promise<{ method: string; headers: string[]; body: string }[]> =>
  (await fetch(target.url.replace("/mcp?", "/seen?"))).json() as never;

describe.each(Object.entries(implementations))("opening a session (%s)", (_name, open) => {
  test("throws for a host that is not allowed, before anything is sent", async () => {
    const target = { ...server("mode=fine"), url: "http://example.com/mcp" };
    await expect(open(openingOf(target))).rejects.toMatchObject({ code: "host-not-allowed", exitCode: 3 });
  });

  test("follows a redirect within the origin", async () => {
    const session = sessionOf(await open(openingOf(server("mode=moved"))));
    const reply = await session.request({ method: "tools/list", timeoutMs: 5_000 });
    await session.close();
    expect(reply.kind).toBe("result");
  });

  test("never follows one to another origin, even an allowed one", async () => {
    const there = `${elsewhere.url}?mode=fine&server=there-${++servers}`;
    const opened = await open(openingOf(server(`mode=redirect&to=${encodeURIComponent(there)}`)));
    expect(opened).toMatchObject({ ok: false, failure: "handshake" });
    expect(await (await fetch(there.replace("/mcp?", "/seen?"))).json()).toEqual([]);
  });

  test("sends the headers of target and principal with every request", async () => {
    const target = server("mode=fine");
    const principal = { ...openingOf(target).principal, headers: { authorization: "Bearer abc" } };
    const session = sessionOf(await open(openingOf(target, { principal })));
    await session.request({ method: "tools/list", timeoutMs: 5_000 });
    await session.close();
    const seen = await seenAt(target);
    expect(seen.length).toBeGreaterThan(3);
    for (const { method, headers } of seen) {
      expect([method, headers]).toEqual([method, expect.arrayContaining(["Bearer abc", "red"])]);
    }
    expect(seen.at(-1)?.method).toBe("DELETE");
  });

  test("takes up a reply stream where it stopped", async () => {
    const session = sessionOf(await open(openingOf(server("mode=resumes"))));
    const reply = await session.request({ method: "tools/call", params: { name: "echo" }, timeoutMs: 10_000 });
    await session.close();
    expect([reply.kind, replyText(reply)]).toEqual(["result", "after all"]);
  });

  test("asks for the era once for one target", async () => {
    const target = server("mode=fine");
    for (let i = 0; i < 2; i++) await sessionOf(await open(openingOf(target))).close();
    const methods = (await seenAt(target)).map(({ body }) => (body === "" ? "" : JSON.parse(body).method));
    expect(methods.filter((method) => method === "server/discover")).toHaveLength(1);
    expect(methods.filter((method) => method === "initialize")).toHaveLength(2);
  });

  test("speaks the modern era also with a server that starts slowly", async () => {
    const file = new URL("../../fixtures/servers/contract/v2-stdio.ts", import.meta.url).href;
    const target: StdioTarget = {
      kind: "stdio",
      command: process.execPath,
      args: ["--import", "tsx", "-e", `setTimeout(() => import(${JSON.stringify(file)}), 2500)`],
      env: {},
      cwd: process.cwd(),
      era: "auto",
    };
    const opening = openingOf(target);
    const session = sessionOf(await open(opening));
    await session.close();
    expect([session.info.era, opening.seen.filter(({ kind }) => kind === "exit")]).toEqual(["modern", []]);
  });

  test("mirrors arguments in headers where a tool of the modern era wants it", async () => {
    const handler = toNodeHandler(createMcpHandler(regional));
    const program = createServer((request, response) => void handler(request as never, response));
    await new Promise<void>((resolve) => program.listen(0, "127.0.0.1", resolve));
    const { port } = program.address() as AddressInfo;
    const target: HttpTarget = {
      kind: "http",
      url: `http://127.0.0.1:${port}/mcp`,
      transport: "auto",
      era: "auto",
      headers: {},
    };
    const session = sessionOf(await open(openingOf(target)));
    const call = { method: "tools/call", params: { name: "where", arguments: { region: "größer" } }, timeoutMs: 5_000 };
    expect((await session.request({ method: "tools/list", timeoutMs: 5_000 })).kind).toBe("result");
    expect(replyText(await session.request(call))).toBe("größer by =?base64?Z3LDtsOfZXI=?=");
    await session.close();
    program.closeAllConnections();
    program.close();
  });

  test("stops opening when told so", async () => {
    const over = new AbortController();
    const opened = open(openingOf(server("mode=never-answers"), { signal: over.signal, net: quietNet }));
    setTimeout(() => over.abort(), 100);
    const started = performance.now();
    expect((await opened).ok).toBe(false);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

test("says the package's own version", async () => {
  const { default: own } = await import("../../package.json", { with: { type: "json" } });
  expect(clientInfo).toEqual({ name: own.name, version: own.version });
});

function regional(): Server {
  const made = new Server({ name: "regional", version: "1" }, { capabilities: { tools: {} } });
  const region = { type: "string", "x-mcp-header": "Region" };
  const tool = { name: "where", inputSchema: { type: "object", properties: { region }, required: ["region"] } };
  made.setRequestHandler("tools/list", () => ({ tools: [tool] }) as never);
  made.setRequestHandler("tools/call", ({ params }, ctx) => {
    const header = ctx.http?.req?.headers.get("mcp-param-region");
    return { content: [{ type: "text", text: `${params.arguments?.region} by ${header}` }] } as never;
  });
  return made;
}
