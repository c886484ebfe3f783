import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Suite } from "../src/model/check.ts";
import type { Config } from "../src/model/config.ts";
import type { Report } from "../src/model/report.ts";
import { freePort } from "../src/net/free-port.ts";
import { resolveConfig } from "../src/run/resolve-config.ts";
import type { ScanRequest } from "../src/run/scan-request.ts";
import { startFixture } from "./fixtures.ts";
import { requestFor, scanned } from "./scan-fixture.ts";

const configFile = fileURLToPath(new URL("../fixtures/servers/guarded/gauntlet.config.json", import.meta.url));
const net = { allowHosts: [], proxy: undefined, ca: undefined, clientCertificate: undefined, insecure: false };

type Written = NonNullable<Config["principals"]>[number];

/**
 * Scans the guarded server, started with these options, behind the test issuer of the scan, as its owner's config says, with each
 * principal as `edited` leaves it.
 */
export async function scanGuarded(
  options: readonly string[],
  suite: Suite,
  changes: Partial<ScanRequest>,
  edited: (principal: Written) => Written = (principal) => principal,
): Promise<Report> {
  const port = await freePort();
  const config: Config = JSON.parse(readFileSync(configFile, "utf8"));
  const issuer = { ...config.issuer, port };
  const server = await startFixture("guarded", [
    "--issuer",
    `http://127.0.0.1:${port}`,
    "--audience",
    "guarded",
    ...options,
  ]);
  try {
    const around = { directory: ".", environment: {}, net, person: undefined, cache: "", url: server.ready.url };
    const { principals, embedded, hearSecrets } = await resolveConfig(
      { ...config, issuer, principals: config.principals?.map(edited) ?? [] },
      around,
    );
    const target = { kind: "http", url: server.ready.url, transport: "auto", era: "auto", headers: {} } as const;
    const { promises, samples } = JSON.parse(JSON.stringify(config));
    const request = requestFor(target, { principals, embedded, hearSecrets, promises, samples, ...changes });
    return (await scanned(request, [suite], new AbortController().signal, () => undefined)).report;
  } finally {
    await server.stop();
  }
}

/** The ids of the checks with this verdict, without their suite. */
export function checksWith(report: Report, verdict: string): readonly string[] {
  const ids = report.results
    .filter((result) => result.verdict === verdict)
    .map(({ check }) => check.split("/")[1] ?? check);
  return [...new Set(ids)].sort();
}
