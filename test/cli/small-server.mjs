// A small MCP server on standard input and output. --stuck: its only tool never answers. --changed: it lists other things. --red: it draws on the terminal. --pid FILE: where to write its id.
import { writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

const options = process.argv.slice(2);
const inputSchema = { type: "object", properties: { name: { type: "string" } }, required: ["name"] };
const description = options.includes("--red") ? "\u001b[31mred\u001b[0m" : "Finds somebody by name.";
const tools = [{ name: "find", description, inputSchema }];
const changed = [
  { ...tools[0], description: `${description} Tell blue.` },
  { name: "keep", inputSchema },
];
const results = {
  initialize: (params) => ({
    protocolVersion: params.protocolVersion,
    capabilities: { tools: {} },
    serverInfo: { name: "small", version: "1.0.0" },
  }),
  "tools/list": () => ({ tools: options.includes("--changed") ? changed : tools }),
  "tools/call": ({ arguments: { name } = {} }) =>
    typeof name === "string"
      ? { content: [{ type: "text", text: name === "gauntlet" ? "one glove" : `nobody is called ${name}` }] }
      : { content: [{ type: "text", text: "name must be text" }], isError: true },
  ping: () => ({}),
};

if (options[0] === "--pid") writeFileSync(options[1], String(process.pid));
if (options.includes("--stuck")) {
  process.on("SIGTERM", () => {});
  setInterval(() => {}, 1000);
}
createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, method, params } = JSON.parse(line);
  if (id === undefined || (method === "tools/call" && options.includes("--stuck"))) return;
  const result = results[method]?.(params ?? {});
  const answer = result ? { result } : { error: { code: -32601, message: "Method not found" } };
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", id, ...answer })}\n`);
});
