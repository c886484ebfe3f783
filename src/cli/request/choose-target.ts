import { HarnessError } from "../../model/errors.ts";
import type { HttpTarget, StdioTarget, Target } from "../../model/target.ts";
import type { Cli } from "../cli.ts";
import { findServer } from "../client-config/find-server.ts";
import type { Place } from "../client-config/places.ts";
import type { TargetFlags } from "../options/target-options.ts";

/** The server that the command line names. */
export interface ChosenTarget {
  readonly target: Target;
  /** The name it goes by in a client config. */
  readonly name: string | undefined;
  /** Sentences for the user. */
  readonly notes: readonly string[];
  readonly secrets: readonly string[];
}

/** The server named by URL, `--server` or a command after `--`; undefined when there is none of these. Two are a usage error. */
export function chooseTarget(
  url: string | undefined,
  command: Cli["serverCommand"],
  flags: TargetFlags,
  place: Place,
): ChosenTarget | undefined {
  const named = [
    ...(url === undefined ? [] : ["a URL"]),
    ...(flags.server === undefined ? [] : ["--server"]),
    ...(command === undefined ? [] : ["a command after --"]),
  ];
  if (named.length > 1) {
    throw new HarnessError(
      "usage",
      `Two servers were named: ${named.join(" and ")}.`,
      "Name one; run again for the other.",
    );
  }
  if (flags.mcpConfig !== undefined && flags.server === undefined) {
    throw new HarnessError("usage", "--mcp-config says where, but not which server.", "Add --server NAME.");
  }
  if (url !== undefined) return { target: byUrl(url), name: undefined, notes: [], secrets: [] };
  if (command !== undefined) return { target: byCommand(command), name: undefined, notes: [], secrets: [] };
  if (flags.server === undefined) return undefined;
  return { ...findServer(flags.server, flags.mcpConfig, place), name: flags.server };
}

function byUrl(url: string): HttpTarget {
  return { kind: "http", url, transport: "auto", era: "auto", headers: {} };
}

function byCommand([command = "", ...args]: readonly string[]): StdioTarget {
  return { kind: "stdio", command, args, env: {}, cwd: undefined, era: "auto" };
}
