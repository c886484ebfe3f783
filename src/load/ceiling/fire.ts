import { clientCapabilities, clientInfo } from "../../connect/protocol/client-identity.ts";
import { withModernMeta } from "../../connect/protocol/modern-meta.ts";
import { mergeHeaders, protocolHeaders } from "../../connect/wire/default-headers.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Autocannon, AutocannonRequest } from "./autocannon.ts";
import type { CeilingSetup } from "./ceiling-setup.ts";
import type { Paced } from "./paced.ts";

/**
 * Lets autocannon make one call as fast as it is answered, each connection in a session of its own. Told of each answer to the
 * call; sessions that it began are handed over, since it cannot end them.
 */
export async function fire(autocannon: Autocannon, setup: CeilingSetup, paced: Paced): Promise<readonly string[]> {
  const { url, info, headers, call, connections, seconds, timeoutMs, signal } = setup;
  const modern = info.era === "modern";
  const sessions: string[] = [];

  const request = (message: JsonObject, sessionId: () => string | undefined): AutocannonRequest["setupRequest"] => {
    const body = JSON.stringify(message);
    const protocolVersion = modern || message.method === "initialize" ? undefined : info.protocolVersion;
    return (before) => {
      const protocol = protocolHeaders(message, { sessionId: sessionId(), protocolVersion });
      return { ...before, headers: Object.fromEntries(mergeHeaders(Object.entries(headers), protocol)), body };
    };
  };
  const running = autocannon({
    url: url.href,
    connections,
    duration: seconds,
    timeout: Math.ceil(timeoutMs / 1_000),
    setupClient(client) {
      let sessionId: string | undefined;
      let ready = modern;
      const known = (): string | undefined => sessionId;
      const params = modern ? withModernMeta(call.params, info.protocolVersion) : call.params;
      const calling: AutocannonRequest = {
        method: "POST",
        setupRequest: request({ jsonrpc: "2.0", id: 1, method: call.method, params: params ?? {} }, known),
      };
      client.on("response", (status, _, ms) => {
        if (ready) paced.answered(ms, status >= 200 && status < 300);
      });
      client.on("connError", () => paced.failed());
      client.on("timeout", () => paced.failed());
      if (modern) return client.setRequests([calling]);
      const hello = { protocolVersion: info.protocolVersion, capabilities: clientCapabilities, clientInfo };
      client.setRequests([
        {
          method: "POST",
          setupRequest: request({ jsonrpc: "2.0", id: 0, method: "initialize", params: hello }, known),
          onResponse(_status, _body, _context, given) {
            sessionId = Object.entries(given ?? {}).find(([name]) => name.toLowerCase() === "mcp-session-id")?.[1];
            if (sessionId !== undefined) sessions.push(sessionId);
          },
        },
        {
          method: "POST",
          setupRequest: request({ jsonrpc: "2.0", method: "notifications/initialized" }, known),
          onResponse() {
            client.setRequests([calling]);
            // The answer that is told of next is still the one to this.
            setImmediate(() => {
              ready = true;
            });
          },
        },
      ]);
    },
  });
  const stop = (): void => running.stop?.();
  signal.addEventListener("abort", stop, { once: true });
  await running;
  signal.removeEventListener("abort", stop);
  return sessions;
}
