// A server that does nothing but answer: what a load costs is then what the generator costs. `{ kind, delayMs }` is its argument.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Canned } from "./messages.ts";

const { kind, delayMs }: Canned = JSON.parse(process.argv[2] ?? "");
let sessions = 0;

const server = createServer((request, response) => {
  let text = "";
  request.setEncoding("utf8");
  request.on("data", (chunk: string) => {
    text += chunk;
  });
  request.on("end", () => {
    if (request.method !== "POST") return void response.writeHead(request.method === "DELETE" ? 200 : 405).end();
    const { id, method, params } = JSON.parse(text);
    if (id === undefined) return void response.writeHead(202).end();
    const body = JSON.stringify({ jsonrpc: "2.0", id, result: resultOf(method, params) });
    const session = method === "initialize" ? { "mcp-session-id": `s${sessions++}` } : {};
    const answer = (): void => {
      if (kind === "sse") {
        response.writeHead(200, { "content-type": "text/event-stream", ...session });
        response.end(`event: message\ndata: ${body}\n\n`);
      } else {
        const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body), ...session };
        response.writeHead(200, headers).end(body);
      }
    };
    if (delayMs > 0 && method === "tools/call") setTimeout(answer, delayMs);
    else answer();
  });
});
server.keepAliveTimeout = 120_000;
server.listen({ host: "127.0.0.1", port: 0, backlog: 4_096 }, () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`);
});
process.on("disconnect", () => process.exit(0));

function resultOf(method: string, params: { readonly arguments?: { readonly text?: string } } | undefined) {
  if (method !== "initialize") return { content: [{ type: "text", text: params?.arguments?.text ?? "" }] };
  const serverInfo = { name: "canned", version: "1" };
  return { protocolVersion: "2025-11-25", capabilities: { tools: {} }, serverInfo };
}
