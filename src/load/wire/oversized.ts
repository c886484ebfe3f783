import { withModernMeta } from "../../connect/protocol/modern-meta.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Excess } from "../../model/load/limits.ts";
import type { SessionInfo } from "../../model/session.ts";

/** Stands in the message where what is too large goes. */
const here = "gauntlet-filling";

/** The text of a call of a tool that has one argument more than it should, and that one too long, or too deep. */
export function oversized(
  { era, protocolVersion }: Pick<SessionInfo, "era" | "protocolVersion">,
  { tool, args }: { readonly tool: string; readonly args: JsonObject },
  excess: Exclude<Excess, { kind: "slow" }>,
): string {
  const own = { name: tool, arguments: { ...args, gauntlet: here } };
  const params = era === "modern" ? withModernMeta(own, protocolVersion) : own;
  const text = JSON.stringify({ jsonrpc: "2.0", id: 7_001, method: "tools/call", params });
  // Nothing that is deep can be stringified.
  return text.replace(JSON.stringify(here), () => filling(excess));
}

function filling(excess: Exclude<Excess, { kind: "slow" }>): string {
  if (excess.kind === "body") return JSON.stringify("x".repeat(excess.bytes));
  return "[".repeat(excess.levels) + "]".repeat(excess.levels);
}
