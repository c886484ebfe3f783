// The interop peer on the TypeScript SDK 1.x. Usage: node peer.mjs stdio | http PORT | sse PORT.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { SSEServerTransport } from "@modelcontextprotocol/sdk/server/sse.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import {
  CreateMessageResultSchema,
  ElicitResultSchema,
  ListRootsResultSchema,
} from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";

const text = (value, isError) => ({ content: [{ type: "text", text: value }], ...(isError ? { isError } : {}) });

const questions = {
  ping: [{ method: "ping" }, z.object({}).loose()],
  roots: [{ method: "roots/list" }, ListRootsResultSchema],
  sampling: [
    {
      method: "sampling/createMessage",
      params: { messages: [{ role: "user", content: { type: "text", text: "Say hello" } }], maxTokens: 16 },
    },
    CreateMessageResultSchema,
  ],
  elicitation: [
    {
      method: "elicitation/create",
      params: {
        message: "What is your name?",
        requestedSchema: { type: "object", properties: { name: { type: "string" } } },
      },
    },
    ElicitResultSchema,
  ],
};

function peer() {
  const server = new McpServer({ name: "interop-ts-sdk-1", version: "1.32.2" }, { capabilities: { logging: {} } });
  server.registerTool("echo", { inputSchema: { text: z.string() } }, (args) => text(args.text));
  server.registerTool("fail", { inputSchema: {} }, () => text("failed on purpose", true));
  server.registerTool("slow", { inputSchema: { ms: z.int() } }, async ({ ms }, extra) => {
    const data = "slow has begun";
    await extra.sendNotification({ method: "notifications/message", params: { level: "info", data } });
    const progressToken = extra._meta?.progressToken;
    for (let progress = 1; progress <= 3; progress++) {
      await wait(ms / 3);
      if (progressToken === undefined) continue;
      await extra.sendNotification({ method: "notifications/progress", params: { progressToken, progress, total: 3 } });
    }
    return text("done");
  });
  server.registerTool("ask_client", { inputSchema: { kind: z.string() } }, async ({ kind }, extra) => {
    const question = questions[kind];
    if (!question) return text(`not offered: ${kind}`);
    try {
      return text(`answered: ${JSON.stringify(await extra.sendRequest(...question))}`);
    } catch (error) {
      return text(`refused: ${error.message}`);
    }
  });
  return server;
}

function listen(port, serve) {
  createServer((request, response) => {
    serve(request, response).catch((error) => {
      process.stderr.write(`${error.stack}\n`);
      if (!response.headersSent) response.writeHead(500).end();
    });
  }).listen(Number(port), "127.0.0.1");
}

const sessions = new Map();

async function streamableHttp(request, response) {
  const known = sessions.get(request.headers["mcp-session-id"]);
  if (known) return known.handleRequest(request, response);
  if (request.headers["mcp-session-id"]) return response.writeHead(404).end();
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    onsessioninitialized: (id) => sessions.set(id, transport),
    onsessionclosed: (id) => sessions.delete(id),
  });
  await peer().connect(transport);
  await transport.handleRequest(request, response);
}

async function sse(request, response) {
  const url = new URL(request.url, "http://127.0.0.1");
  if (request.method === "GET" && url.pathname === "/sse") {
    const transport = new SSEServerTransport("/messages", response);
    sessions.set(transport.sessionId, transport);
    response.on("close", () => sessions.delete(transport.sessionId));
    return peer().connect(transport);
  }
  const known = sessions.get(url.searchParams.get("sessionId"));
  if (request.method === "POST" && url.pathname === "/messages" && known)
    return known.handlePostMessage(request, response);
  response.writeHead(request.method === "POST" && url.pathname === "/sse" ? 405 : 404).end();
}

const [mode, port] = process.argv.slice(2);
if (mode === "stdio") await peer().connect(new StdioServerTransport());
else listen(port, mode === "sse" ? sse : streamableHttp);
