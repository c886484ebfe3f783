import { createHash } from "node:crypto";
import { once } from "node:events";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, expect, it } from "vitest";
import type { Json } from "../../src/model/json.ts";
import { findDisclosures } from "../../src/oracle/disclosures/find.ts";
import { requestFor, scanned } from "../../test/scan-fixture.ts";
import { errorLeakage } from "./suite.ts";

const wanted = 200;
const length = 1_600;
/** Bytes of a file that is read. */
const longest = 60_000;
const tools = 12;
const stops: (() => void)[] = [];
afterAll(() => {
  for (const stop of stops) stop();
});

it("blames no server for pages full of paths, hosts, statements and addresses", async () => {
  const pages = tellingPages(join(import.meta.dirname, "../../node_modules"));
  expect(pages.length).toBe(wanted);
  const served = new Set<number>();
  const target = await library(pages, served);
  const { report } = await scanned(
    requestFor(target, { samples: Object.fromEntries(names.map((name) => [name, { page: "contents" }])) }),
    [errorLeakage],
    new AbortController().signal,
    () => undefined,
  );
  const alarms = report.results.filter(({ verdict }) => ["fail", "suspected", "error"].includes(verdict));
  expect(alarms.map(({ check, subject, because }) => `${check} ${subject}: ${because}`)).toEqual([]);
  expect(served.size).toBeGreaterThan(wanted * 0.6);
});

const names = Array.from({ length: tools }, (_, index) => `read_volume_${index + 1}`);

/** Parts of real documentation and code in which the detectors see something, no more than four of one file. */
function tellingPages(folder: string): readonly string[] {
  const pages: string[] = [];
  for (const path of documents(folder)) {
    const whole = readFileSync(path, "utf8");
    let ofFile = 0;
    for (let at = 0; at < whole.length && ofFile < 4; at += length) {
      const page = whole.slice(at, at + length);
      if (findDisclosures(page).length === 0) continue;
      pages.push(page);
      ofFile += 1;
      if (pages.length === wanted) return pages;
    }
  }
  return pages;
}

function* documents(folder: string): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => a.name.localeCompare(b.name));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* documents(path);
    else if (/\.(?:md|d\.ts|[cm]?js)$/.test(entry.name) && statSync(path).size < longest) yield path;
  }
}

/** Answers every call with one page or another, whatever it is asked: it never refuses. */
async function library(pages: readonly string[], served: Set<number>) {
  const server = createServer(async (request, response) => {
    if (request.method !== "POST") return void response.writeHead(405).end();
    const body = await text(request);
    const { id, method, params } = parsed(body);
    if (id === undefined) return void response.writeHead(body.startsWith("{") ? 202 : 400).end();
    const result = resultOf(String(method), params ?? {});
    const answer = result === undefined ? { error: { code: -32601, message: "Method not found" } } : { result };
    response
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify({ jsonrpc: "2.0", id, ...answer }));
  });

  function resultOf(method: string, params: Json): object | undefined {
    if (method === "initialize") {
      const serverInfo = { name: "library", version: "1" };
      return { protocolVersion: "2025-06-18", capabilities: { tools: {} }, serverInfo };
    }
    const inputSchema = { type: "object", properties: { page: { type: "string" } } };
    const annotations = { readOnlyHint: true };
    if (method === "tools/list") return { tools: names.map((name) => ({ name, inputSchema, annotations })) };
    if (method !== "tools/call") return undefined;
    const index = createHash("md5").update(JSON.stringify(params)).digest().readUInt32BE() % pages.length;
    served.add(index);
    return { content: [{ type: "text", text: pages[index] }] };
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`;
  return { kind: "http", url, transport: "streamable-http", era: "legacy", headers: {} } as const;
}

function parsed(body: string): { id?: unknown; method?: unknown; params?: Json } {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
