import { expect, it } from "vitest";
import { targetName } from "./target-name.ts";

it.each([
  [["node", "server.js"], "server"],
  [
    ["npx", "-y", "@modelcontextprotocol/server-postgres@0.6.2", "postgres://u:p@h/d"],
    "modelcontextprotocol-server-postgres",
  ],
  [["/usr/bin/node", "--import", "tsx", "/srv/my app/start.mjs"], "start"],
  [["node", "/srv/node_modules/@acme/mcp/dist/index.js", "--stdio"], "acme-mcp"],
  [["node", "/srv/orders/dist/src/index.js"], "orders"],
  [["uvx", "mcp-server-git"], "mcp-server-git"],
  [["python3", "-m", "pkg.server"], "pkg.server"],
  [["./bin/serve"], "serve"],
  [["node", "postgres://u:p@h/d"], "node"],
  [["../.."], "server"],
])("%j is called %s", ([command = "", ...args], name) => {
  const target = { kind: "stdio", command, args, env: {}, cwd: undefined, era: "auto" } as const;
  expect(targetName(target, undefined)).toBe(name);
});

it("a URL is called by host and port, and a given name wins", () => {
  const target = { kind: "http", url: "https://[::1]:3000/mcp", transport: "auto", era: "auto", headers: {} } as const;
  expect(targetName(target, undefined)).toBe("1-3000");
  expect(targetName({ ...target, url: "https://crm.example.org/mcp?key=x" }, undefined)).toBe("crm.example.org");
  expect(targetName(target, "My CRM/../x")).toBe("My-CRM-..-x");
});
