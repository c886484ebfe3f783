import { expect, it } from "vitest";
import { stdioCommand } from "../../test/fixtures.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { requestFor, scanned, stdioTarget } from "../../test/scan-fixture.ts";
import { defineCheck } from "../model/check.ts";
import type { Exchange } from "../model/exchange.ts";
import { succeeded } from "../model/reply.ts";
import { planScan } from "./plan-scan.ts";

const ticket = { customer_id: 1, subject: "Export fails", body: "The export stops at row 100." };
const samples = {
  create_ticket: ticket,
  get_ticket: { ticket_number: { from: "create_ticket", path: "$.id" } },
};

/** Asks each round for the ticket that was made for it. */
const check = defineCheck({
  id: "test/ticket-shown",
  title: "",
  severity: "low",
  why: "",
  fix: "",
  refs: { cwe: [], owaspMcp: [], cosai: [], spec: [] },
  needs: ["calls"],
  uses: [],
  phase: "main",
  control: "success",
  // The earlier call is none of the check's own.
  requests: 1,
  subjects: (scene) =>
    scene.drawsFrom("get_ticket").map(({ param }) => ({ key: `get_ticket.${param}`, tool: "get_ticket", param })),
  probe: async ({ calls, args, round }) => {
    const { args: valid, source } = args.valid("get_ticket");
    await calls.tool("get_ticket", valid, { role: "baseline", label: "baseline", facts: { source, round } });
  },
  judge: ({ exchanges }) => {
    const proof = exchanges.filter(({ label, reply }) => label === "baseline" && succeeded(reply)).map(({ id }) => id);
    return { verdict: "fail", because: "", proof: [proof[0] ?? ""], techniques: [] };
  },
});
const suites = [{ name: "test", purpose: "", checks: [check] }];
const never = new AbortController().signal;

it("makes what a sample asks for before each round, and uses it", async () => {
  const database = await freshDatabase();
  const target = stdioTarget(stdioCommand("crm", ["--database", database.url]));
  const request = requestFor(target, { samples });
  const { report, evidence } = await scanned(request, suites, never, () => undefined);
  const [result] = report.results;
  expect(result?.verdict).toBe("fail");
  const exchanges = evidence
    .map((line): Exchange & { type: string } => JSON.parse(line))
    .filter(({ type, id }) => type === "exchange" && id.startsWith("r"));
  expect(exchanges.map(({ role, round, request: { params } }) => [role, round, params.name])).toEqual([
    ["setup", 1, "create_ticket"],
    ["baseline", 1, "get_ticket"],
    ["setup", 2, "create_ticket"],
    ["baseline", 2, "get_ticket"],
  ]);
  const shown = exchanges.filter(({ role }) => role === "baseline").map(({ reply }) => JSON.stringify(reply));
  expect(shown.every((reply) => reply.includes("The export stops at row 100."))).toBe(true);
  expect(exchanges[1]?.facts.source).toBe("sample");
  expect(report.coverage.leftBehind).toEqual(["whatever 2 calls of create_ticket added"]);

  const surroundings = { suites, version: "0", emit: () => {}, signal: never, evidence: () => {}, trace: false };
  const { calls } = await planScan(request, surroundings);
  expect(calls.map(({ label }) => label)).toEqual(["setup", "baseline"]);
  await database.drop();
});

it("refuses samples that go round in circles before it connects", async () => {
  const circle = { a: { x: { from: "a", path: "$" } } };
  const request = requestFor(stdioTarget({ command: "nothing", args: [] }), { samples: circle });
  await expect(scanned(request, suites, never, () => undefined)).rejects.toMatchObject({ code: "config-invalid" });
});
