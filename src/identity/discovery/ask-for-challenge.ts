import type { Challenge } from "../../model/discovery.ts";
import { HarnessError } from "../../model/errors.ts";
import type { Net } from "../../net/open-net.ts";
import { withDeadline } from "../../net/with-deadline.ts";
import { bareUrl } from "./bare-url.ts";
import { bearerChallenge } from "./parse-challenge.ts";

/** Milliseconds until the reply's headers. */
const challengeMs = 10_000;

/** Opens a handshake without credentials to see the challenge; undefined where the server has none or is not reached. */
export async function askForChallenge(
  target: string,
  net: Pick<Net, "fetch">,
  signal: AbortSignal,
): Promise<Challenge | undefined> {
  try {
    const response = await net.fetch(bareUrl(target), {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json, text/event-stream" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params: handshake }),
      signal: withDeadline(signal, challengeMs),
    });
    await response.body?.cancel();
    return bearerChallenge(response.headers.get("www-authenticate"));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof HarnessError || !(error instanceof Error)) throw error;
    return undefined;
  }
}

const handshake = {
  protocolVersion: "2025-11-25",
  capabilities: {},
  clientInfo: { name: "mcp-gauntlet", version: "0" },
};
