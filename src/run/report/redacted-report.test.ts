import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { suites } from "../../../suites/index.ts";
import { requestFor, scanned, stdioTarget } from "../../../test/scan-fixture.ts";
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

describe("the report", () => {
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
