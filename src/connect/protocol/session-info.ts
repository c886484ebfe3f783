import { isObject, type JsonObject } from "../../model/json.ts";
import type { SessionInfo } from "../../model/session.ts";
import type { Transport } from "../../model/target.ts";
import type { EraVerdict } from "./negotiate-era.ts";
import { metaKeys } from "./versions.ts";

/** What the result of `initialize` says of a server; members it does not give properly are empty. */
export function legacyInfo(transport: Transport, initialize: JsonObject): SessionInfo {
  return {
    transport,
    era: "legacy",
    protocolVersion: textOf(initialize.protocolVersion),
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
