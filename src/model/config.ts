import { z } from "zod";
import { loadConfig } from "./load/load-config.ts";
import { standings } from "./principal.ts";
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

/** A secret, or a file that holds nothing else; relative to the config. */
const secretOrFile = z.union([secret, z.strictObject({ file: z.string().min(1) })]);

/** How a token is asked for at an OAuth 2 provider. What is absent is discovered from the target. */
const oauth = z.strictObject({
  grant: z.enum(["client_credentials", "refresh_token", "password", "token_exchange", "authorization_code"]),
  issuer: z.url({ protocol: /^https?$/ }).optional(),
  tokenUrl: z.url({ protocol: /^https?$/ }).optional(),
  clientId: z.string().min(1),
  clientSecret: secretOrFile.optional(),
  /** PEM or JWK. */
  privateKey: secretOrFile.optional(),
  clientAuth: z.enum(["client_secret_basic", "client_secret_post", "private_key_jwt", "none"]).optional(),
  scope: z.string().optional(),
  /** False sends none, for a provider that refuses the parameter. */
  resource: z.union([z.url(), z.literal(false)]).optional(),
  audience: z.string().optional(),
  username: z.string().optional(),
  password: secretOrFile.optional(),
  refreshToken: secretOrFile.optional(),
  subjectToken: secretOrFile.optional(),
  redirectUri: z.url({ protocol: /^https?$/ }).optional(),
});

const token = z.union([
  secretOrFile,
  /** Claims of a token that the test issuer makes. */
  z.strictObject({ mint: z.record(z.string(), z.json()) }),
  z.strictObject({ oauth }),
]);

const principal = z.strictObject({
  name: z.string().min(1),
  headers: secretMap.optional(),
  env: secretMap.optional(),
  token: token.optional(),
  /** Where the token goes; sent as `Authorization: Bearer …` when absent. */
  tokenIn: z
    .union([z.strictObject({ header: z.string().min(1) }), z.strictObject({ env: z.string().min(1) })])
    .optional(),
  standing: z.enum(standings).optional(),
  tenant: z.string().min(1).optional(),
  /** Arguments that lead to objects of this identity alone, by tool name. */
  samples: z.record(z.string(), z.record(z.string(), z.json())).optional(),
  expect: z.strictObject({ allow: globs.optional(), deny: globs.optional(), list: globs.optional() }).optional(),
});

const promises = z.strictObject({
  readOnly: z.union([z.boolean(), globs]).optional(),
  roots: z.array(z.string()).optional(),
  network: z.strictObject({ private: z.boolean().optional() }).optional(),
  commands: z.strictObject({ forbid: z.array(z.string()) }).optional(),
  authentication: z.enum(["required", "none"]).optional(),
  exposure: z.enum(["public", "authenticated", "by-role"]).optional(),
  objects: z.literal("by-owner").optional(),
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

/** The embedded test issuer, at which the server under test is pointed. */
const issuer = z.strictObject({
  port: z.int().min(1).max(65_535).optional(),
  preset: z.enum(["plain", "okta", "entra", "cognito", "google"]).optional(),
  audience: z.string().min(1).optional(),
  algorithm: z.enum(["RS256", "PS256", "ES256", "ES384", "EdDSA"]).optional(),
  /** Claims of every token. */
  claims: z.record(z.string(), z.json()).optional(),
  /** Members of the JOSE header of every token. */
  header: z.record(z.string(), z.json()).optional(),
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
  issuer: issuer.optional(),
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
      /** An API of ours on 127.0.0.1 that the server under test is pointed at, in place of one it works with. */
      upstream: z.strictObject({ port: z.int().min(1).max(65_535) }).optional(),
    })
    .optional(),
  /** What `load` does, and `scan --full` at its end. */
  load: loadConfig.optional(),
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
export type SecretOrFile = z.infer<typeof secretOrFile>;
export type OAuthConfig = z.infer<typeof oauth>;
export type TokenConfig = z.infer<typeof token>;
export type IssuerConfig = z.infer<typeof issuer>;
