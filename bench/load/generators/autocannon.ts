import autocannon from "autocannon";
import { type OpenGenerator, protocolVersion, text, tool } from "./generator.ts";

/** A connection for each user, which begins a session of its own and whose answers are read: what autocannon can do of ours. */
export const openAutocannon: OpenGenerator = async ({ url, users }) => ({
  async run(ms) {
    const counts = { calls: 0, failed: 0 };
    const heard = (id: number, body: string): void => {
      counts.calls += 1;
      const json = body.startsWith("{") ? body : body.slice(body.indexOf("data: ") + 6);
      const answer = JSON.parse(json);
      if (answer.id !== id || answer.result === undefined || answer.result.isError === true) counts.failed += 1;
    };
    await autocannon({
      url,
      connections: users,
      duration: ms / 1_000,
      timeout: 30,
      setupClient(client) {
        let id = 0;
        const headers: Record<string, string> = {
          "content-type": "application/json",
          accept: "application/json, text/event-stream",
        };
        const call = {
          method: "POST",
          setupRequest: (request: object) => {
            id += 1;
            const params = { name: tool, arguments: { text } };
            return { ...request, headers, body: JSON.stringify({ jsonrpc: "2.0", id, method: "tools/call", params }) };
          },
          onResponse: (_status: number, body: string) => heard(id, body),
        } as const;
        const params = { protocolVersion, capabilities: {}, clientInfo: { name: "bench", version: "1" } };
        client.setRequests([
          {
            method: "POST",
            headers,
            body: JSON.stringify({ jsonrpc: "2.0", id: 0, method: "initialize", params }),
            onResponse(_status, _body, _context, answer) {
              const given = Object.entries(answer ?? {}).find(([name]) => name.toLowerCase() === "mcp-session-id");
              headers["mcp-session-id"] = String(given?.[1]);
              headers["mcp-protocol-version"] = protocolVersion;
            },
          },
          {
            method: "POST",
            setupRequest: (request) => ({
              ...request,
              headers,
              body: JSON.stringify({ jsonrpc: "2.0", method: "notifications/initialized" }),
            }),
            onResponse: () => client.setRequests([call]),
          },
        ]);
      },
    });
    return { ...counts, p99: undefined };
  },
});
