import { type Command, Option } from "commander";
import { collect, duration, envPair, headerPair } from "./parsers.ts";

/** Flags that say where the server is, how it is reached and what may be contacted. */
export interface TargetFlags {
  readonly config?: string;
  readonly server?: string;
  readonly mcpConfig?: string;
  readonly header?: readonly (readonly [string, string])[];
  readonly env?: readonly (readonly [string, string])[];
  readonly transport?: "auto" | "stdio" | "streamable-http" | "sse";
  readonly era?: "auto" | "legacy" | "modern";
  /** Milliseconds. */
  readonly timeout?: number;
  readonly allowHost?: readonly string[];
  readonly proxy?: string;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly insecure?: boolean;
}

/** Flags of `inspect`. */
export interface InspectFlags extends TargetFlags {
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** Adds the argument and options of every command that talks to a server. */
export function addTargetOptions(command: Command): Command {
  return command
    .argument("[url]", "address of a server that is reached by HTTP")
    .usage("[options] <url> | --server NAME | -- COMMAND ARGS...")
    .optionsGroup("Server:")
    .option("--config <file>", "config file (default: gauntlet.config.* in the working directory)")
    .option(
      "--server <name>",
      "server out of the config files of MCP clients (mcp.json, VS Code, Cursor, Claude Desktop)",
    )
    .option("--mcp-config <file>", "the client config file to take --server from")
    .option("--header <'K: V'>", "header for every request, repeatable", headerPair)
    .option("--env <K=V>", "variable for a server that is started, repeatable", envPair)
    .addOption(new Option("--transport <kind>", "how to talk").choices(["auto", "stdio", "streamable-http", "sse"]))
    .addOption(new Option("--era <era>", "protocol generation").choices(["auto", "legacy", "modern"]))
    .option("--timeout <time>", "for one request, such as 10s (default: 30s)", duration)
    .optionsGroup("Network:")
    .option("--allow-host <host>", "host besides this machine that may be contacted, repeatable", collect)
    .option("--proxy <url>", "HTTP proxy")
    .option("--ca <file>", "PEM file of certificate authorities to trust")
    .option("--cert <file>", "PEM file of the client certificate")
    .option("--key <file>", "PEM file of its private key")
    .option("--insecure", "accept any TLS certificate; the report says so");
}
