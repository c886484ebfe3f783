// The interop peer on the TypeScript SDK 2.x, both eras. Usage: node peer.mjs stdio | http PORT.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { NodeStreamableHTTPServerTransport, toNodeHandler, toWebRequest } from "@modelcontextprotocol/node";
import { createMcpHandler, inputRequired, isLegacyRequest, McpServer } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { z } from "zod";

const text = (value, isError) => ({ content: [{ type: "text", text: value }], ...(isError ? { isError } : {}) });

const questions = {
  ping: { method: "ping" },
  roots: { method: "roots/list" },
  sampling: {
    method: "sampling/createMessage",
    params: { messages: [{ role: "user", content: { type: "text", text: "Say hello" } }], maxTokens: 16 },
  },
  elicitation: {
    method: "elicitation/create",
    params: {
      message: "What is your name?",
      requestedSchema: { type: "object", properties: { name: { type: "string" } } },
    },
  },
};

function peer({ era } = {}) {
  const server = new McpServer({ name: "interop-ts-sdk-2", version: "2.4.0" }, { capabilities: { logging: {} } });
  server.registerTool("echo", { inputSchema: z.object({ text: z.string() }) }, (args) => text(args.text));
  server.registerTool("fail", { inputSchema: z.object({}) }, () => text("failed on purpose", true));
  server.registerTool("slow", { inputSchema: z.object({ ms: z.int() }) }, async ({ ms }, { mcpReq }) => {
    await mcpReq.log("info", "slow has begun");
    const progressToken = mcpReq._meta?.progressToken;
    for (let progress = 1; progress <= 3; progress++) {
      await wait(ms / 3);
      if (progressToken === undefined) continue;
      await mcpReq.notify({ method: "notifications/progress", params: { progressToken, progress, total: 3 } });
    }
    return text("done");
  });
  server.registerTool("ask_client", { inputSchema: z.object({ kind: z.string() }) }, async ({ kind }, { mcpReq }) => {
    const question = questions[kind];
    const modern = era === "modern";
    if (!question || (modern && kind === "ping")) return text(`not offered: ${kind}`);
    if (mcpReq.inputResponses) return text(`answered: ${JSON.stringify(mcpReq.inputResponses)}`);
    if (modern) return inputRequired({ inputRequests: { asked: question }, requestState: "state-1" });
    try {
      return text(`answered: ${JSON.stringify(await mcpReq.send(question))}`);
    } catch (error) {
      return text(`refused: ${error.message}`);
    }
  });
  return server;
}

const sessions = new Map();
const modern = toNodeHandler(createMcpHandler(peer, { legacy: "reject" }));

async function streamableHttp(request, response) {
  const known = sessions.get(request.headers["mcp-session-id"]);
  if (known) return known.handleRequest(request, response);
  const body = request.method === "POST" ? await read(request) : undefined;
  if (!(await isLegacyRequest(await toWebRequest(request, body), body))) return modern(request, response, body);
  if (request.headers["mcp-session-id"]) return response.writeHead(404).end();
  const transport = new NodeStreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    onsessioninitialized: (id) => sessions.set(id, transport),
    onsessionclosed: (id) => sessions.delete(id),
  });
  await peer({ era: "legacy" }).connect(transport);
  await transport.handleRequest(request, response, body);
}

async function read(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

const [mode, port] = process.argv.slice(2);
if (mode === "stdio") serveStdio(peer);
else {
  createServer((request, response) => {
    streamableHttp(request, response).catch((error) => {
      process.stderr.write(`${error.stack}\n`);
      if (!response.headersSent) response.writeHead(500).end();
    });
  }).listen(Number(port), "127.0.0.1");
}
