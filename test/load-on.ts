import type { Check } from "../src/model/check.ts";
import { anonymous, type Principal } from "../src/model/principal.ts";
import type { ReportedResult } from "../src/model/report.ts";
import type { ScanRequest } from "../src/run/scan-request.ts";
import { startFixture } from "./fixtures.ts";
import { httpTarget } from "./http-target.ts";
import { requestFor, scanned } from "./scan-fixture.ts";

/** A load as short as it can be, of a fixture that is started for it. */
export interface ShortLoad {
  readonly fixture: string;
  readonly args: readonly string[];
  readonly users: number;
  readonly principals?: readonly Principal[];
  /** Its memory is looked at. */
  readonly watched?: boolean;
  readonly changes?: Partial<ScanRequest>;
}

/** What these checks say after a short load, by their names without the suite. */
export async function loadOn(
  { fixture, args, users, principals = [], watched = false, changes = {} }: ShortLoad,
  checks: readonly Check[],
): Promise<Readonly<Record<string, Pick<ReportedResult, "verdict" | "because">>>> {
  const running = await startFixture(fixture, args);
  try {
    const load = {
      users,
      profile: "steady",
      seconds: 1,
      arrivalsPerSecond: undefined,
      mix: undefined,
      thinkMs: 0,
      fanOut: 1,
      cancelled: 0,
      disconnected: 0,
      callsPerSession: 0,
      abandoned: 0,
      timeoutMs: 10_000,
      warmUpSeconds: 0,
      thresholds: {},
      baseline: undefined,
      pid: watched ? running.pid : undefined,
      engine: "own",
      pace: "short",
      limits: true,
    } as const;
    const suite = { name: "load", purpose: "", checks };
    const request = requestFor(httpTarget(running.ready.url), { principals, load, ...changes });
    const { report } = await scanned(request, [suite], new AbortController().signal, () => undefined);
    return Object.fromEntries(report.results.map((one) => [one.check.replace(/^load\//, ""), one]));
  } finally {
    await running.stop();
  }
}

/** Somebody with a bearer token of its own. */
export function bearer(name: string, token: string): Principal {
  return { ...anonymous, name, headers: { authorization: `Bearer ${token}` }, standing: "user" };
}
