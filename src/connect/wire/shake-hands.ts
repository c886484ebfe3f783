import type { SessionInfo } from "../../model/session.ts";
import { ask } from "../protocol/ask.ts";
import { clientCapabilities, clientInfo } from "../protocol/client-identity.ts";
import type { EraVerdict } from "../protocol/negotiate-era.ts";
import { refuse } from "../protocol/refuse.ts";
import { legacyInfo, modernInfo } from "../protocol/session-info.ts";
import { legacyVersions } from "../protocol/versions.ts";
import type { WireLink } from "./wire-link.ts";

/** Completes the handshake of the era over our own link; throws an OpenFailure. */
export async function shakeHands(
  link: WireLink,
  verdict: Exclude<EraVerdict, { era: "exited" }>,
  limits: { readonly timeoutMs: number; readonly signal: AbortSignal },
  client: string = clientInfo.name,
): Promise<SessionInfo> {
  if (verdict.era === "modern") {
    link.inbox.answersRequests = false;
    const info = modernInfo(link.transport, verdict);
    link.established(info);
    return info;
  }
  const params = {
    protocolVersion: legacyVersions[0],
    capabilities: clientCapabilities,
    clientInfo: { ...clientInfo, name: client },
  };
  const asked = await ask(link, { id: 0, method: "initialize", params }, limits);
  if (asked.reply.kind !== "result") throw refuse(link, asked);
  const info = legacyInfo(link, asked.reply.result);
  link.established(info);
  await link.send({ jsonrpc: "2.0", method: "notifications/initialized" }, limits.signal).catch(() => {});
  return info;
}
