import type { Suite } from "../src/model/check.ts";
import type { Event } from "../src/model/event.ts";
import type { Report } from "../src/model/report.ts";
import { reportSchema } from "../src/model/report.ts";
import type { Target } from "../src/model/target.ts";
import { scan } from "../src/run/scan.ts";
import type { ScanRequest } from "../src/run/scan-request.ts";
import { noTap } from "../src/run/tap/no-tap.ts";

/** A target that is started as a command. */
export function stdioTarget({ command, args }: { command: string; args: readonly string[] }): Target {
  return { kind: "stdio", command, args, env: {}, cwd: undefined, era: "legacy" };
}

/** A scan request for tests: as fast as the server allows, seed 1, nothing promised, nothing known. */
export function requestFor(target: Target, changes: Partial<ScanRequest>): ScanRequest {
  return {
    target,
    targetName: "fixture",
    principals: [],
    promises: {},
    samples: {},
    canaries: [],
    observe: { postgresUrl: undefined },
    tap: noTap,
    budget: { requests: undefined, seconds: undefined, concurrency: undefined, rate: 100_000 },
    selection: { suites: [], checks: [], includeTools: [], excludeTools: [], includeParams: [] },
    lock: undefined,
    load: undefined,
    allowDestructive: false,
    net: { allowHosts: [], proxy: undefined, ca: undefined, clientCertificate: undefined, insecure: false },
    timeoutMs: 20_000,
    seed: 1,
    gate: { failOn: "medium", failOnSuspected: false, strict: false },
    secrets: [],
    embedded: undefined,
    hearSecrets: () => undefined,
    ...changes,
  };
}

/** What a scan gave, and everything it told meanwhile. */
export interface Scanned {
  readonly report: Report;
  readonly events: readonly Event[];
  readonly evidence: readonly string[];
}

/** Runs a scan in this process and holds its report to the published schema. */
export async function scanned(
  request: ScanRequest,
  suites: readonly Suite[],
  signal: AbortSignal,
  watch: (event: Event) => void,
): Promise<Scanned> {
  const events: Event[] = [];
  const evidence: string[] = [];
  const emit = (event: Event): void => {
    events.push(event);
    watch(event);
  };
  const surroundings = {
    suites,
    version: "0.0.0",
    emit,
    signal,
    evidence: (line: string) => evidence.push(line),
    trace: false,
  };
  const report = reportSchema.parse(await scan(request, surroundings));
  return { report, events, evidence };
}
