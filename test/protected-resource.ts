import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { openRecorder } from "../src/connect/record/recorder.ts";
import { openRedactor } from "../src/connect/record/redact.ts";
import { argumentSource } from "../src/engine/arguments/source.ts";
import { openBudget } from "../src/engine/budget.ts";
import { openLink } from "../src/engine/link.ts";
import { runSubject, type SubjectResult } from "../src/engine/run-subject.ts";
import type { Check } from "../src/model/check.ts";
import type { Scene } from "../src/model/scene.ts";
import type { Surface } from "../src/model/surface.ts";
import { authorizationOf } from "../src/run/identities/authorization/authorization-of.ts";
import { openAuthorization } from "../src/run/identities/authorization/open-authorization.ts";
import type { ScanRequest } from "../src/run/scan-request.ts";

/** What a check made of an authorization server, and every line of evidence. */
export interface Judged extends SubjectResult {
  readonly lines: readonly string[];
}

const none = { allowHosts: [], proxy: undefined, ca: undefined, clientCertificate: undefined, insecure: false };

/**
 * Asks checks, one after the other, about the authorization server that a resource leads to which does nothing but refuse: as a scan
 * would, with the real engine and the real port, and without a session.
 */
export async function judgedBehind(
  checks: readonly Check[],
  issuer: string,
  changes: Partial<Pick<ScanRequest, "principals" | "embedded" | "net" | "allowDestructive">> = {},
): Promise<readonly Judged[]> {
  const resource = await openResource(issuer);
  const target = { kind: "http", url: resource.url, transport: "auto", era: "auto", headers: {} } as const;
  const run = openAuthorization({
    target,
    net: none,
    embedded: undefined,
    principals: [],
    seed: 1,
    allowDestructive: false,
    ...changes,
  });
  const redactor = openRedactor([], new Uint8Array(32));
  const lines: string[] = [];
  const surface = { tools: [], transport: "streamable-http" } as unknown as Surface;
  const link = () => openLink(() => Promise.reject(new Error("no session is wanted")), { left: 0 });
  const setting = {
    seed: 1,
    principal: "alice",
    scene: { surface } as unknown as Scene,
    args: argumentSource(surface, {}),
    samples: {},
    recorder: openRecorder(redactor, (line) => lines.push(line)),
    budget: openBudget({ requests: 1_000, seconds: 60, concurrency: 1, rate: 100_000 }, () => 0),
    emit: () => undefined,
    now: () => 0,
    timeoutMs: 5_000,
    interrupted: new AbortController().signal,
    newLink: link,
    incident: () => undefined,
    database: undefined,
    tap: undefined,
    identities: () => ({ port: {} as never, close: async () => undefined }),
    authorization: authorizationOf(run, redactor.learn),
  };
  const judged: Judged[] = [];
  try {
    for (const [index, check] of checks.entries()) {
      const planned = { no: index + 1, check, subject: { key: "authorization-server" }, skip: undefined };
      const from = lines.length;
      judged.push({ ...(await runSubject(planned, link(), setting)), lines: lines.slice(from) });
    }
    return judged;
  } finally {
    await run?.close();
    resource.close();
  }
}

/** Refuses every request, and says which issuer to go to. */
async function openResource(issuer: string): Promise<{ readonly url: string; close(): void }> {
  const http = createServer((request, response) => {
    const url = `http://${request.headers.host}`;
    if (request.url?.startsWith("/.well-known/oauth-protected-resource")) {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(
        JSON.stringify({ resource: `${url}/mcp`, authorization_servers: [issuer], scopes_supported: ["read"] }),
      );
      return;
    }
    const place = `${url}/.well-known/oauth-protected-resource/mcp`;
    response.writeHead(401, { "www-authenticate": `Bearer resource_metadata="${place}"` }).end();
  }).listen(0, "127.0.0.1");
  await once(http, "listening");
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/mcp`,
    close() {
      http.closeAllConnections();
      http.close();
    },
  };
}
