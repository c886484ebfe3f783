import { describe, expect, it } from "vitest";
import type { Exchange } from "../../../src/model/exchange.ts";
import type { JsonObject } from "../../../src/model/json.ts";
import { said } from "../../../test/imagined-server.ts";
import { outcomeOfTools } from "../../../test/imagined-tools.ts";
import destructive from "../destructive-hint-broken.ts";
import idempotent from "../idempotent-hint-broken.ts";
import readOnly from "../read-only-hint-broken.ts";
import { traceOf } from "./seen.ts";

const text = { type: "object", properties: { text: { type: "string" } }, required: ["text"] };
const none = { type: "object", properties: {} };
const keep = "keep_text";
const tools = (annotations: Readonly<Record<string, boolean>>) => [
  { name: keep, inputSchema: text, annotations },
  { name: "list_texts", inputSchema: none },
  { name: "find_word", inputSchema: text },
];

/** What a check says of a server that keeps what `kept` gives of what it has and what comes. */
const outcome = (
  check: typeof readOnly,
  annotations: Readonly<Record<string, boolean>>,
  kept: (has: readonly string[], comes: string, tool: string) => readonly string[],
) => {
  let has: readonly string[] = ["hello"];
  const answer = (tool: string, args: JsonObject) => {
    if (tool === "list_texts") return said(JSON.stringify(has));
    has = kept(has, String(args.text), tool);
    return said("done");
  };
  const samples = { [keep]: { text: "a" }, find_word: { text: "a" } };
  return outcomeOfTools(check, { tools: tools(annotations), samples, answer }, keep, "text");
};

const reads = { readOnlyHint: true };
const once = { readOnlyHint: false, idempotentHint: true };
const adds = { readOnlyHint: false, destructiveHint: false };
type Kept = Parameters<typeof outcome>[2];
const append: Kept = (has, comes, tool) => (tool === keep ? [...has, comes] : has);
const nothing: Kept = (has) => has;
const log: Kept = (has, comes) => [...has, comes];
const set: Kept = (has, comes, tool) => (tool === keep ? [...new Set([...has, comes])] : has);
const replace: Kept = (has, comes, tool) => (tool === keep ? ["hello", comes] : has);
const newest: Kept = (has, comes, tool) => (tool === keep ? [comes, ...has].slice(0, 1) : has);

describe("hints", () => {
  it.each<[string, typeof readOnly, Readonly<Record<string, boolean>>, Kept, string]>([
    ["writes though it only reads", readOnly, reads, append, "fail"],
    ["only reads", readOnly, reads, nothing, "pass"],
    ["is in a log of all calls", readOnly, reads, log, "inconclusive"],
    ["does it again though it is idempotent", idempotent, once, append, "fail"],
    ["is idempotent", idempotent, once, set, "pass"],
    ["overwrites though it only adds", destructive, adds, replace, "fail"],
    ["only adds", destructive, adds, append, "pass"],
    ["adds, beside a list that shows less", destructive, adds, newest, "fail"],
  ])("says of a tool that %s what it should", async (_, check, annotations, kept, verdict) => {
    expect(await outcome(check, annotations, kept)).toMatchObject({ verdict });
  });

  it("says nothing of a tool that does not work", async () => {
    const answer = () => ({ kind: "tool-error", result: { isError: true, content: [] } }) as const;
    const given = { tools: tools(reads), samples: {}, answer };
    expect(await outcomeOfTools(readOnly, given, keep, "text")).toMatchObject({ verdict: "inconclusive" });
  });
});

/** Calls that work, and what a look at the database saw after each. */
const looked = (seen: Readonly<Record<string, readonly (readonly [what: string, how: string])[]>>) => {
  const exchanges = ["first", "same", "second", "other 0"].map(
    (label, index) =>
      ({
        id: `r1.${index}`,
        label,
        facts: { word: `w${index}` },
        request: { params: {} },
        reply: said("done"),
      }) as unknown as Exchange,
  );
  const observations = ["idle", "first", "same", "second", "other 0"].map((label, index) => ({
    id: `r1.o${index}`,
    kind: "database" as const,
    label,
    facts: { changes: (seen[label] ?? []).map(([what, how]) => ({ what, how })) },
    round: 1,
    atMs: 0,
  }));
  return traceOf({ subject: { key: "" }, exchanges, observations });
};

describe("hints against the database", () => {
  const row = (from: number) => [["table t", `went from ${from} to ${from + 1} rows`]] as const;
  const log = (from: number) => [["table log", `went from ${from} to ${from + 1} rows`]] as const;

  it("sees rows that each call adds, also identical ones", () => {
    const trace = looked({ first: row(1), same: row(2), second: row(3) });
    expect(trace.written?.says).toContain("table t went from 3 to 4 rows");
    expect(trace.repeated?.says).toContain("table t went from 2 to 3 rows");
  });

  it("sees that an identical call adds nothing", () => {
    expect(looked({ first: row(1), second: row(2) })).toMatchObject({
      written: expect.anything(),
      repeated: undefined,
    });
  });

  it.each([
    ["every call adds", { first: log(1), same: log(2), second: log(3), "other 0": log(4) }],
    ["changes by itself", { idle: row(0), first: row(1), same: row(2), second: row(3) }],
  ])("minds nothing that %s", (_, seen) => {
    expect(looked(seen)).toMatchObject({ written: undefined, repeated: undefined });
  });
});
