import type { Json } from "../../../src/model/json.ts";
import type { Caller } from "../../../src/model/ports.ts";

/** Requests that no server can do: what they name does not exist, or is nothing. */
const impossible: readonly (readonly [label: string, method: string, params: Readonly<Record<string, Json>>])[] = [
  ["unknown method", "gauntlet/unknown", {}],
  ["unknown tool", "tools/call", { name: "gauntlet_unknown", arguments: {} }],
  ["tool without a name", "tools/call", {}],
  ["tool with a number for a name", "tools/call", { name: 7, arguments: "gauntlet" }],
  ["bad cursor", "tools/list", { cursor: "gauntlet-not-a-cursor" }],
  ["cursor of another kind", "tools/list", { cursor: { gauntlet: 1 } }],
  ["unknown resource", "resources/read", { uri: "gauntlet://unknown/%00" }],
  ["file that is no resource", "resources/read", { uri: "file:///gauntlet/unknown" }],
  ["resource without an address", "resources/read", {}],
  ["unknown prompt", "prompts/get", { name: "gauntlet_unknown", arguments: { gauntlet: "1" } }],
  [
    "completion of nothing",
    "completion/complete",
    { ref: { type: "ref/prompt", name: "gauntlet_unknown" }, argument: { name: "x", value: "y" } },
  ],
  ["unknown log level", "logging/setLevel", { level: "gauntlet" }],
];

/** Requests of `breakServer`. */
export const serverRequests = impossible.length + 1;

/** Asks for what does not exist, after a listing that works. */
export async function breakServer(calls: Caller): Promise<void> {
  await calls.request("tools/list", {}, { role: "control", label: "valid" });
  for (const [label, method, params] of impossible) {
    await calls.request(method, params, { role: "attack", label: `asked for: ${label}` });
  }
}
