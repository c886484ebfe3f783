import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { endGroup, endWithUs } from "./end-group.ts";
import type { Leg, Peer } from "./peer.ts";

const legacy = ["2024-10-07", "2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"];
const patienceMs = 10_000;

/** Every revision a peer says it speaks, asked over its stdio leg in bare JSON-RPC with none of our sessions between. */
export async function revisions(peer: Peer): Promise<readonly string[]> {
  const leg = peer.legs.find((one) => one.transport === "stdio");
  if (leg === undefined) return [];
  const spoken: string[] = [];
  for (const protocolVersion of legacy) {
    const params = { protocolVersion, capabilities: {}, clientInfo: { name: "interop", version: "0" } };
    const reply = await firstReply(leg, { method: "initialize", params });
    if (reply?.protocolVersion === protocolVersion) spoken.push(protocolVersion);
  }
  const envelope = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
  };
  const reply = await firstReply(leg, { method: "server/discover", params: { _meta: envelope } });
  const modern = Array.isArray(reply?.supportedVersions) ? reply.supportedVersions.map(String) : [];
  return [...spoken, ...modern.filter((version) => !legacy.includes(version))];
}

/** Result of the first request a fresh process gets; undefined for an error, silence or an exit. */
function firstReply(leg: Leg, request: object): Promise<Record<string, unknown> | undefined> {
  const [program = "", ...args] = leg.command;
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ["pipe", "pipe", "ignore"], detached: true });
    endWithUs(child);
    const end = (result: Record<string, unknown> | undefined) => {
      clearTimeout(timer);
      endGroup(child, "SIGKILL");
      resolve(result);
    };
    const timer = setTimeout(end, patienceMs, undefined);
    child.on("error", () => end(undefined));
    child.on("exit", () => end(undefined));
    child.stdin.on("error", () => {});
    createInterface({ input: child.stdout }).on("line", (line) => {
      const message = JSON.parse(line) as { id?: number; result?: Record<string, unknown> };
      if (message.id === 1) end(message.result);
    });
    child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id: 1, ...request })}\n`);
  });
}
