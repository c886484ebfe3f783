import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Suite } from "../src/model/check.ts";
import type { Config } from "../src/model/config.ts";
import type { Report } from "../src/model/report.ts";
import { freePort } from "../src/net/free-port.ts";
import { resolveConfig } from "../src/run/resolve-config.ts";
import type { Selection } from "../src/run/scan-request.ts";
import { startFixture } from "./fixtures.ts";
import { requestFor, scanned } from "./scan-fixture.ts";

const configFile = fileURLToPath(new URL("../fixtures/servers/crm/guarded.config.json", import.meta.url));
const net = { allowHosts: [], proxy: undefined, ca: undefined, clientCertificate: undefined, insecure: false };

/** Scans the customer database of two companies, started with these options, behind the test issuer of the scan. */
export async function scanCrm(
  database: string,
  options: readonly string[],
  suite: Suite,
  selection: Selection,
): Promise<Report> {
  const port = await freePort();
  const config: Config = JSON.parse(readFileSync(configFile, "utf8"));
  const fixed = ["--transport", "http", "--database", database, "--issuer", `http://127.0.0.1:${port}`];
  const server = await startFixture("crm", [...fixed, ...options]);
  try {
    const { url } = server.ready;
    const environment = { DATABASE_URL: database };
    const around = { directory: ".", environment, net, person: undefined, cache: "", url };
    const issuer = { ...config.issuer, port };
    const { principals, embedded, hearSecrets } = await resolveConfig({ ...config, issuer }, around);
    const target = { kind: "http", url, transport: "auto", era: "auto", headers: {} } as const;
    const { promises, samples } = JSON.parse(JSON.stringify(config));
    const request = requestFor(target, { principals, embedded, hearSecrets, promises, samples, selection });
    return (await scanned(request, [suite], new AbortController().signal, () => undefined)).report;
  } finally {
    await server.stop();
  }
}
