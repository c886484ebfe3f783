import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { suites } from "../../../suites/index.ts";
import { anySecret } from "../../../test/any-secret.ts";
import { requestFor, scanned, stdioTarget } from "../../../test/scan-fixture.ts";
import { renderTerminal, reporters } from "../../report/index.ts";
import { planScan } from "../plan-scan.ts";

const secret = "hunter2-swordfish-99";
const never = new AbortController().signal;
const folder = mkdtempSync(join(tmpdir(), "gauntlet-report-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A server that says its secret wherever it can; with a file to leave, it dies for good with its third call. */
function tattler(gone: string | undefined) {
  const program = `
    const gone = ${JSON.stringify(gone ?? null)}, fs = require("node:fs"), secret = ${JSON.stringify(secret)};
    const die = () => { process.stderr.write(secret + " DB_LOGIN " + secret + "\\n"); process.exit(1); };
    if (gone && fs.existsSync(gone)) die();
    let calls = 0;
    require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
      const { id, method, params } = JSON.parse(line);
      if (id === undefined) return;
      const say = (result) => process.stdout.write(JSON.stringify({ jsonrpc: "2.0", id, result }) + "\\n");
      const serverInfo = { name: "srv " + secret, version: "1" };
      if (method === "initialize") return say({ protocolVersion: "2025-06-18", capabilities: { tools: {} }, serverInfo });
      const q = { type: "string", default: secret };
      const tool = { name: "find_" + secret, inputSchema: { type: "object", properties: { q }, required: ["q"] } };
      if (method === "tools/list") return say({ tools: [tool, { ...tool, name: "constructor" }] });
      if (gone && ++calls === 3) { fs.writeFileSync(gone, ""); return die(); }
      say(gone ? { content: [{ type: "text", text: "all " + params.arguments.q } ] } : { isError: true, content: [] });
    });`;
  return stdioTarget({ command: process.execPath, args: ["-e", program] });
}

/** A server that says one secret after another, of every form, in every place there is. */
function blabber(texts: readonly string[]) {
  const program = `
    const texts = JSON.parse(process.env.TEXTS);
    let at = 0;
    const next = () => texts[at++ % texts.length];
    const write = (message) => process.stdout.write(JSON.stringify({ jsonrpc: "2.0", ...message }) + "\\n");
    const text = (value) => [{ type: "text", text: value }];
    process.stderr.write("started with " + next() + "\\n");
    require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
      const { id, method, params } = JSON.parse(line);
      if (id === undefined || method === undefined) return;
      const say = (result) => write({ id, result });
      process.stderr.write("using " + next() + "\\n");
      process.stdout.write("stray " + next() + "\\n");
      write({ method: "notifications/message", params: { level: "error", data: { [next()]: [next()] } } });
      const serverInfo = { name: "srv " + next(), version: next() };
      const capabilities = { tools: {}, logging: {}, resources: {} };
      if (method === "initialize") return say({ protocolVersion: "2025-06-18", capabilities, serverInfo, instructions: next() });
      const q = { type: "string", default: next(), description: next(), examples: [next()] };
      const tool = { name: "find", title: next(), description: next(), inputSchema: { type: "object", properties: { q }, required: ["q"] } };
      if (method === "tools/list") return say({ tools: [{ ...tool, annotations: { readOnlyHint: true }, _meta: { x: next() } }] });
      if (method === "resources/list") return say({ resources: [{ uri: "file:///" + encodeURIComponent(next()), name: next() }] });
      if (method !== "tools/call") return write({ id, error: { code: -32601, message: next(), data: { cause: next() } } });
      const kind = at % 4;
      if (kind === 0) return write({ id, error: { code: -32603, message: "x: " + next(), data: JSON.stringify({ e: next() }) } });
      if (kind === 1) return say({ isError: true, content: text("Error: " + JSON.stringify({ dsn: next() })) });
      say({ content: [...text(next()), ...text("see /cb?x=" + encodeURIComponent(next()))], structuredContent: { [next()]: next() } });
    });`;
  return {
    ...stdioTarget({ command: process.execPath, args: ["-e", program] }),
    env: { TEXTS: JSON.stringify(texts) },
  };
}

describe("the report", () => {
  it("tells no secret of any form, in any of its formats, whatever place it came from", async () => {
    const secrets = fc.sample(anySecret, 60);
    const wanted = suites.filter(({ name }) => ["error-leakage", "tool-exposure"].includes(name));
    const target = blabber(secrets.map(({ text }) => text));
    const { report, evidence, events } = await scanned(requestFor(target, {}), wanted, never, () => {});
    expect(evidence.length).toBeGreaterThan(40);
    const written = {
      ...Object.fromEntries(Object.entries(reporters).map(([name, { render }]) => [name, render(report)])),
      terminal: renderTerminal(report, { colour: false, width: 100, written: [] }),
      evidence: evidence.join("\n"),
      events: JSON.stringify(events),
    };
    for (const [format, text] of Object.entries(written)) {
      const shown = secrets.filter(({ secret }) => text.includes(secret)).map((one) => `${format}: ${one.text}`);
      expect(shown).toEqual([]);
    }
  });

  it.each([
    ["that dies with a secret on its lips", join(folder, "gone")],
    ["whose schema holds a secret, and whose calls never work", undefined],
  ])("tells no secret of a server %s", async (_, gone) => {
    const { report, evidence } = await scanned(
      requestFor(tattler(gone), { secrets: [secret] }),
      suites,
      never,
      () => {},
    );
    expect(gone === undefined || existsSync(gone)).toBe(true);
    expect(report.results.length).toBeGreaterThan(1);
    expect(`${JSON.stringify(report)}${evidence}`.toLowerCase()).not.toContain(secret);
    expect(report.tool.name).toBe("mcp-gauntlet");
  });

  it("is what the schema says, whatever words are secrets", async () => {
    const secrets = [
      "stdio",
      "error",
      "gauntlet",
      "mcp-gauntlet",
      "critical",
      "inconclusive",
      "completed",
      "attack",
      "2026-",
    ];
    const { report } = await scanned(requestFor(tattler(undefined), { secrets }), suites, never, () => {});
    expect(report.target.kind).toBe("stdio");
  });

  it("is not the only thing without secrets: the plan of a scan has none either", async () => {
    const request = requestFor(tattler(undefined), { secrets: [secret] });
    const surroundings = { suites, version: "0", emit: () => {}, signal: never, evidence: () => {}, trace: false };
    const { calls, skipped, report } = await planScan(request, surroundings);
    expect(calls.length).toBeGreaterThan(3);
    expect(JSON.stringify({ calls, skipped, report })).not.toContain(secret);
  });
});
