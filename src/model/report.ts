import { z } from "zod";
import { canaryPlaces } from "./canary.ts";
import { reportedLoad } from "./load/reported-load.ts";
import { severities, verdicts } from "./verdict.ts";

const text = z.string();
const millis = z.number().nonnegative();

const sighting = z.strictObject({
  kind: text,
  placeholder: text,
  where: z.enum(canaryPlaces),
  shape: z.record(text, text),
});

/** One exchange as the report keeps it: redacted, and cut where it is long. */
export const reportedExchange = z.strictObject({
  role: z.enum(["discover", "setup", "baseline", "control", "attack", "confirm", "cleanup"]),
  label: text,
  principal: text,
  /** In what the request differed from what this principal sends, such as `without a token`. */
  guise: text.optional(),
  session: text,
  round: z.int().nonnegative(),
  /** What the probe noted of this step; a value in it that the reply holds and the request does not is shown as proof. */
  facts: z.record(text, z.json()).optional(),
  request: z.strictObject({ method: text, params: z.json() }),
  reply: z.strictObject({
    kind: z.enum(["result", "tool-error", "rpc-error", "http-error", "malformed", "timeout", "closed"]),
    /** What the reply says, as text: content blocks, error message and data. */
    text,
    cut: z.boolean(),
    code: z.number().optional(),
    status: z.number().optional(),
  }),
  sightings: z.array(sighting),
  atMs: millis,
  durationMs: millis,
});

export const reportedObservation = z.strictObject({
  id: text,
  kind: text,
  label: text,
  facts: z.record(text, z.json()),
  round: z.int().nonnegative(),
  atMs: millis,
});

/** One result: one check asked of one subject. */
export const reportedResult = z.strictObject({
  check: text,
  suite: text,
  title: text,
  severity: z.enum(severities),
  verdict: z.enum(verdicts),
  subject: text,
  tool: text.optional(),
  /** URI template of the resource that was asked, where it was one. */
  resource: text.optional(),
  prompt: text.optional(),
  param: text.optional(),
  principal: text,
  because: text,
  /** Why nothing could be concluded, or whose fault an error is, as a word. */
  reason: text.optional(),
  /** The exchange that shows that the probe reached the code in question. */
  control: text.optional(),
  /** Exchanges and observations that a safe server would not have produced. */
  proof: z.array(text),
  techniques: z.array(text),
  /** Every exchange the probe made, in order. */
  exchanges: z.array(text),
  observations: z.array(reportedObservation),
  /** How far the calls of this probe got; only the last two earn a pass. */
  reach: z.enum(["nothing-sent", "rejected-by-schema", "answered-with-error", "answered", "observed"]),
  /** What the probe made and could not remove. */
  leftovers: z.array(text),
  reproduction: z.strictObject({ jsonrpc: z.json(), curl: text.optional(), note: text }).optional(),
  why: text,
  fix: text,
  refs: z.strictObject({ cwe: z.array(text), owaspMcp: z.array(text), cosai: z.array(text), spec: z.array(text) }),
  /** The same for the same check, tool and parameter in every run. */
  fingerprint: text,
});

const tool = z.strictObject({
  name: text,
  title: text.optional(),
  description: text,
  parameters: z.array(z.strictObject({ path: text, type: text, required: z.boolean() })),
  annotations: z.record(text, z.boolean()),
});

/** The report of one run, version 1: the sole input of every reporter. */
export const reportSchema = z.strictObject({
  schemaVersion: z.literal(1),
  tool: z.strictObject({ name: z.literal("mcp-gauntlet"), version: text }),
  target: z.strictObject({
    kind: z.enum(["http", "stdio"]),
    /** The URL without credentials, or the command line, redacted. */
    address: text,
    name: text,
    transport: text.optional(),
    era: text.optional(),
    protocolVersion: text.optional(),
    server: z.strictObject({ name: text, version: text }).optional(),
    insecureTls: z.boolean(),
  }),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  seed: z.int().nonnegative(),
  stopReason: z.enum([
    "completed",
    "interrupted",
    "budget",
    "target-unreachable",
    "target-lost",
    "handshake-failed",
    "unauthorized",
    "harness-bug",
  ]),
  /** One sentence on why the run ended, or could not start. */
  stopDetail: text,
  exitCode: z.int(),
  principals: z.array(z.strictObject({ name: text, credentials: z.boolean() })),
  surface: z
    .strictObject({
      tools: z.array(tool),
      resources: z.int(),
      resourceTemplates: z.int(),
      prompts: z.int(),
      instructions: text.optional(),
      problems: z.array(text),
    })
    .optional(),
  results: z.array(reportedResult),
  exchanges: z.record(text, reportedExchange),
  incidents: z.array(
    z.strictObject({ kind: text, exchange: text, check: text, subject: text, detail: text, recovered: z.boolean() }),
  ),
  /** What was measured under load; absent where none was asked for. */
  load: reportedLoad.optional(),
  coverage: z.strictObject({
    tools: z.array(z.strictObject({ name: text, reached: z.boolean(), why: text })),
    checks: z.record(text, z.record(z.enum(verdicts), z.int())),
    /** What the run made and did not remove. */
    leftBehind: z.array(text),
    /** What would raise coverage most, as lines of config to add. */
    advice: z.array(z.strictObject({ line: text, why: text })),
    requests: z.strictObject({ sent: z.int(), budget: z.int() }),
    seconds: z.strictObject({ spent: z.number(), budget: z.number() }),
  }),
  environment: z.strictObject({ node: text, platform: text }),
});

export type Report = z.infer<typeof reportSchema>;
export type ReportedResult = z.infer<typeof reportedResult>;
export type ReportedExchange = z.infer<typeof reportedExchange>;
export type ReportedObservation = z.infer<typeof reportedObservation>;
