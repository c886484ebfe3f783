import { homedir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import type { ConfigSurroundings } from "../../run/resolve-config.ts";
import type { Cli } from "../cli.ts";

/** What a config is resolved with on this machine, without proxies and with loopback alone. */
export function surroundingsOf({ environment, stderr }: Cli, directory: string): ConfigSurroundings {
  const { XDG_CACHE_HOME } = environment;
  const caches = XDG_CACHE_HOME === undefined || XDG_CACHE_HOME === "" ? join(homedir(), ".cache") : XDG_CACHE_HOME;
  return {
    directory,
    environment,
    net: { allowHosts: [], proxy: undefined, ca: undefined, clientCertificate: undefined, insecure: false },
    person: process.stdin.isTTY && stderr.isTTY ? personAt(stderr) : undefined,
    cache: join(caches, "mcp-gauntlet", "tokens"),
    url: undefined,
  };
}

function personAt(stderr: Cli["stderr"]): ConfigSurroundings["person"] {
  return {
    tell: (line) => void stderr.write(`${line}\n`),
    async line(signal) {
      const terminal = createInterface({ input: process.stdin, output: stderr });
      try {
        return await terminal.question("", { signal });
      } finally {
        terminal.close();
      }
    },
  };
}
