import { isObject, type JsonObject } from "../../model/json.ts";
import type { SessionInfo } from "../../model/session.ts";
import type { Transport } from "../../model/target.ts";
import { type Link, nameOf } from "./link.ts";
import type { EraVerdict } from "./negotiate-era.ts";
import { OpenFailure } from "./open-failure.ts";
import { legacyVersions, metaKeys } from "./versions.ts";

/**
 * What the result of `initialize` says of a server; members it does not give properly are empty. Throws an OpenFailure
 * for a revision we do not speak.
 */
export function legacyInfo(link: Link, initialize: JsonObject): SessionInfo {
  const protocolVersion = textOf(initialize.protocolVersion);
  if (!(legacyVersions as readonly string[]).includes(protocolVersion)) {
    throw new OpenFailure(
      "handshake",
      `${nameOf(link)} answered with protocol version “${protocolVersion.slice(0, 40)}”, which is not known here.`,
      "Check that it is an MCP server, or try another --era.",
    );
  }
  return {
    transport: link.transport,
    era: "legacy",
    protocolVersion,
    server: serverOf(initialize.serverInfo),
    capabilities: isObject(initialize.capabilities) ? initialize.capabilities : {},
    instructions: instructionsOf(initialize),
  };
}

/** What the result of `server/discover` says of a server. */
export function modernInfo(transport: Transport, verdict: Extract<EraVerdict, { era: "modern" }>): SessionInfo {
  const { discover, protocolVersion } = verdict;
  const meta = isObject(discover._meta) ? discover._meta : {};
  return {
    transport,
    era: "modern",
    protocolVersion,
    server: serverOf(meta[metaKeys.serverInfo]),
    capabilities: isObject(discover.capabilities) ? discover.capabilities : {},
    instructions: instructionsOf(discover),
  };
}

function serverOf(value: unknown): SessionInfo["server"] {
  const info = isObject(value) ? value : {};
  return { name: textOf(info.name), version: textOf(info.version) };
}

function instructionsOf(result: JsonObject): string | undefined {
  return typeof result.instructions === "string" ? result.instructions : undefined;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
