import type { Config } from "../../model/config.ts";
import { callerInHeaders } from "../../run/identities/caller-in-headers.ts";
import type { ResolvedConfig } from "../../run/resolve-config.ts";
import type { ScanRequest } from "../../run/scan-request.ts";
import type { ScanFlags } from "../options/scan-options.ts";

/** Milliseconds for one request when nobody says otherwise. */
export const defaultTimeoutMs = 30_000;

/** What a request is made of; everything in it is resolved. */
export interface RequestParts {
  readonly config: Config;
  readonly resolved: ResolvedConfig;
  readonly flags: ScanFlags;
  readonly target: ScanRequest["target"];
  readonly targetName: string;
  readonly net: ScanRequest["net"];
  readonly lock: ScanRequest["lock"];
  readonly load: ScanRequest["load"];
  readonly secrets: readonly string[];
  /** Used when no flag names one. */
  readonly seed: number;
}

/** The scan that config and flags ask for; a flag wins over the config. */
export function buildRequest({ config, resolved, flags, ...parts }: RequestParts): ScanRequest {
  return {
    ...callerInHeaders(parts.target, resolved.principals),
    targetName: parts.targetName,
    embedded: resolved.embedded,
    hearSecrets: resolved.hearSecrets,
    promises: promises(config.promises),
    samples: config.samples ?? {},
    canaries: config.canaries ?? [],
    observe: {
      postgresUrl: resolved.postgresUrl,
      mysqlUrl: resolved.mysqlUrl,
      upstreamPort: config.observe?.upstream?.port,
    },
    tap: { ...resolved.tap, on: flags.tap ?? resolved.tap.on },
    budget: {
      requests: flags.maxRequests ?? config.budget?.requests,
      seconds: flags.maxSeconds ?? config.budget?.seconds,
      concurrency: flags.concurrency ?? config.budget?.concurrency,
      rate: flags.rate ?? config.budget?.rate,
    },
    selection: {
      suites: flags.suite ?? config.suites ?? [],
      checks: flags.check ?? config.checks ?? [],
      includeTools: flags.includeTool ?? [],
      excludeTools: flags.excludeTool ?? [],
      includeParams: flags.includeParam ?? [],
    },
    lock: parts.lock,
    load: parts.load,
    allowDestructive: flags.allowDestructive ?? config.allowDestructive ?? false,
    net: parts.net,
    timeoutMs: flags.timeout ?? defaultTimeoutMs,
    seed: flags.seed ?? parts.seed,
    gate: {
      failOn: flags.failOn ?? config.report?.failOn ?? "medium",
      failOnSuspected: flags.failOnSuspected ?? false,
      strict: flags.strict ?? config.report?.strict ?? false,
    },
    secrets: [...new Set([...parts.secrets, ...resolved.secrets])],
  };
}

/** The config's optional keys may be present and undefined; the promises' may not. */
function promises(given: Config["promises"]): ScanRequest["promises"] {
  return JSON.parse(JSON.stringify(given ?? {}));
}
