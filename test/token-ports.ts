import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { TokenPorts } from "../src/identity/tokens/ports.ts";
import { openNet } from "../src/net/open-net.ts";

/** Ports of token sources that may reach this machine only, with a folder of their own and a list of the secrets reported. */
export function tokenPorts(changes: Partial<TokenPorts> = {}, allowHosts: readonly string[] = []) {
  const directory = mkdtempSync(join(tmpdir(), "gauntlet-tokens-"));
  const net = openNet({ allowHosts, proxy: undefined, ca: undefined, clientCertificate: undefined, insecure: false });
  onTestFinished(async () => {
    await net.close();
    rmSync(directory, { recursive: true, force: true });
  });
  const secrets: string[] = [];
  const ports: TokenPorts = {
    environment: {},
    directory,
    net,
    target: "http://127.0.0.1:1/mcp",
    now: () => Date.now(),
    secret: (value) => secrets.push(value),
    mint: undefined,
    person: undefined,
    cache: join(directory, "cache"),
    ...changes,
  };
  return { ports, secrets, directory };
}
