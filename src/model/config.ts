import { z } from "zod";
import { severities } from "./verdict.ts";

/** A secret by reference, or literally (warned about): resolved when the run starts, never written anywhere. */
export const secret = z.union([
  z.string(),
  z.strictObject({ value: z.string() }),
  z.strictObject({ env: z.string() }),
  z.strictObject({ command: z.array(z.string()).min(1) }),
]);

const secretMap = z.record(z.string(), secret);
const globs = z.array(z.string());

const target = z.strictObject({
  url: z.string().optional(),
  command: z.array(z.string()).min(1).optional(),
  env: secretMap.optional(),
  cwd: z.string().optional(),
  headers: secretMap.optional(),
  transport: z.enum(["auto", "stdio", "streamable-http", "sse"]).optional(),
  era: z.enum(["auto", "legacy", "modern"]).optional(),
});

const principal = z.strictObject({
  name: z.string().min(1),
  headers: secretMap.optional(),
  env: secretMap.optional(),
  /** Sent as `Authorization: Bearer …`. */
  token: secret.optional(),
  expect: z.strictObject({ allow: globs.optional(), deny: globs.optional(), list: globs.optional() }).optional(),
});

const promises = z.strictObject({
  readOnly: z.union([z.boolean(), globs]).optional(),
  roots: z.array(z.string()).optional(),
  network: z.strictObject({ private: z.boolean().optional() }).optional(),
  commands: z.strictObject({ forbid: z.array(z.string()) }).optional(),
  authentication: z.enum(["required", "none"]).optional(),
  exposure: z.enum(["public", "authenticated", "by-role"]).optional(),
  maxRows: z.int().positive().optional(),
  statementSeconds: z.number().positive().optional(),
  tables: z.strictObject({ forbid: z.array(z.string().min(1)) }).optional(),
  rateLimit: z.strictObject({ perSecond: z.number().positive() }).optional(),
  slo: z
    .strictObject({ p95Ms: z.number().positive().optional(), errorRate: z.number().min(0).max(1).optional() })
    .optional(),
});

/** The tap between the server under test and its database. */
const tap = z.strictObject({
  /** The database as the server would reach it by itself; `postgres.url` or `mysql.url` when absent. */
  url: secret.optional(),
  /** Where it listens on 127.0.0.1; any free port when absent. */
  port: z.int().min(1).max(65_535).optional(),
  /** Files to write for the run, each with the template that has `{tap_url}` and the like in it. */
  files: z.record(z.string(), z.string()).optional(),
});

/** Limits of one run. Their defaults are in engine/budget; docs/configuration.md lists them. */
const budget = z.strictObject({
  requests: z.int().positive().optional(),
  seconds: z.number().positive().optional(),
  concurrency: z.int().min(1).max(64).optional(),
  /** Requests a second. */
  rate: z.number().positive().optional(),
});

/** What an owner writes in `gauntlet.config.*`: the one schema of every command. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  target: target.optional(),
  principals: z.array(principal).optional(),
  promises: promises.optional(),
  /** Planted secrets, and who may see them. */
  canaries: z
    .array(z.strictObject({ name: z.string(), value: z.string().min(6), visibleTo: z.array(z.string()) }))
    .optional(),
  /** Arguments that make a tool work, by tool name. */
  samples: z.record(z.string(), z.record(z.string(), z.json())).optional(),
  observe: z
    .strictObject({
      postgres: z.strictObject({ url: secret }).optional(),
      mysql: z.strictObject({ url: secret }).optional(),
      tap: z.union([z.boolean(), tap]).optional(),
    })
    .optional(),
  budget: budget.optional(),
  /** Suites and checks (globs) that run; all when absent. */
  suites: globs.optional(),
  checks: globs.optional(),
  allowHosts: z.array(z.string()).optional(),
  allowDestructive: z.boolean().optional(),
  report: z
    .strictObject({
      out: z.string().optional(),
      reporters: z.array(z.enum(["html", "json", "markdown"])).optional(),
      failOn: z.enum(severities).optional(),
      strict: z.boolean().optional(),
    })
    .optional(),
});

export type Config = z.infer<typeof configSchema>;
export type Secret = z.infer<typeof secret>;
