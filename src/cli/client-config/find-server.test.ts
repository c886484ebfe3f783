import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findServer } from "./find-server.ts";
import type { Place } from "./places.ts";

let root: string;
let place: Place;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "gauntlet-clients-"));
  place = { directory: join(root, "project"), home: join(root, "home"), platform: "linux", environment: {} };
  mkdirSync(place.directory);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, content: unknown): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
}

const node = { command: "node", args: ["server.js"] };

function failure(name: string, file?: string): unknown {
  try {
    return findServer(name, file, place);
  } catch (error) {
    return error;
  }
}

describe("where a server is looked for", () => {
  it.each([
    ["project/.mcp.json", "mcpServers", ".mcp.json"],
    ["project/mcp.json", "mcpServers", "mcp.json"],
    ["project/.vscode/mcp.json", "servers", ".vscode/mcp.json"],
    ["project/.cursor/mcp.json", "mcpServers", ".cursor/mcp.json"],
    ["home/.cursor/mcp.json", "mcpServers", "~/.cursor/mcp.json"],
    ["home/.config/Claude/claude_desktop_config.json", "mcpServers", "~/.config/Claude/claude_desktop_config.json"],
  ])("%s", (path, key, shown) => {
    write(path, { [key]: { crm: node } });
    const found = findServer("crm", undefined, place);
    expect(found.target).toEqual({ kind: "stdio", ...node, env: {}, cwd: undefined, era: "auto" });
    expect(found.notes).toEqual([`server "crm" is taken from ${shown}`]);
  });

  it.each([
    ["darwin", {}, "home/Library/Application Support/Claude/claude_desktop_config.json"],
    ["win32", { APPDATA: "ROOT/roaming" }, "roaming/Claude/claude_desktop_config.json"],
    ["linux", { XDG_CONFIG_HOME: "ROOT/xdg" }, "xdg/Claude/claude_desktop_config.json"],
  ] as const)("Claude Desktop on %s", (platform, variables, path) => {
    const environment = Object.fromEntries(Object.entries(variables).map(([k, v]) => [k, v.replace("ROOT", root)]));
    write(path, { mcpServers: { crm: node } });
    expect(findServer("crm", undefined, { ...place, platform, environment }).target.kind).toBe("stdio");
  });

  it("the nearest file wins, and a named file is the only one", () => {
    write("project/.mcp.json", { mcpServers: { crm: { command: "near" } } });
    write("home/.cursor/mcp.json", { mcpServers: { crm: { command: "far" } } });
    write("project/other.json", { mcpServers: { crm: { command: "named" } } });
    expect(findServer("crm", undefined, place).target).toMatchObject({ command: "near" });
    expect(findServer("crm", "other.json", place).target).toMatchObject({ command: "named" });
  });

  it("an entry that cannot be used is not passed over for one of the same name elsewhere", () => {
    write("project/mcp.json", { mcpServers: { crm: { command: "a", url: "http://h" } } });
    write("home/.cursor/mcp.json", { mcpServers: { crm: node } });
    expect(failure("crm")).toMatchObject({ message: expect.stringMatching(/^mcp\.json: .*both command and url/) });
  });

  it("a broken file elsewhere does not stand in the way, but is told when the name is nowhere", () => {
    write("project/.mcp.json", "{ broken");
    write("home/.cursor/mcp.json", { mcpServers: { crm: node } });
    expect(findServer("crm", undefined, place).target).toMatchObject(node);
    expect(failure("other")).toMatchObject({ message: expect.stringMatching(/^\.mcp\.json, line 1/) });
  });
});

describe("what an entry says", () => {
  it("variables are filled in everywhere, from the environment, with defaults, and for the workspace", () => {
    write(
      "project/.vscode/mcp.json",
      `{
      // comments are allowed here
      "inputs": [{ "id": "api-key", "type": "promptString", "password": true }, { "id": "level", "default": "low" }],
      "servers": { "crm": {
        "type": "stdio", "command": "\${env:NODE_BIN}", "args": ["\${workspaceFolder}/a.js", "\${PORT:-3000}", "\${input:level}"],
        "env": { "KEY": "\${input:api-key}", "RETRIES": 3, "UNSET": null }, "cwd": "sub",
      } }
    }`,
    );
    const environment = { NODE_BIN: "/bin/node", API_KEY: "key-value" };
    const { target, secrets } = findServer("crm", undefined, { ...place, environment });
    expect(target).toEqual({
      kind: "stdio",
      command: "/bin/node",
      args: [`${place.directory}/a.js`, "3000", "low"],
      env: { KEY: "key-value", RETRIES: "3" },
      cwd: join(place.directory, "sub"),
      era: "auto",
    });
    expect(secrets).toEqual(["key-value"]);
  });

  it.each([
    [{}, "auto"],
    [{ type: "http" }, "auto"],
    [{ type: "streamable-http" }, "streamable-http"],
    [{ transport: "streamableHttp" }, "streamable-http"],
    [{ type: "sse" }, "sse"],
  ])("a url with %j", (kind, transport) => {
    write("project/mcp.json", {
      mcpServers: { web: { ...kind, url: "http://h/mcp", headers: { Authorization: `Bearer \${T}` } } },
    });
    const { target } = findServer("web", undefined, { ...place, environment: { T: "tok" } });
    expect(target).toEqual({
      kind: "http",
      url: "http://h/mcp",
      transport,
      era: "auto",
      headers: { Authorization: "Bearer tok" },
    });
  });

  it("an envFile is read, and env wins over it", () => {
    write("project/.env", 'A=from file\nB="also"\n');
    write("project/mcp.json", {
      mcpServers: { crm: { ...node, envFile: `\${workspaceFolder}/.env`, env: { A: "own" } } },
    });
    expect(findServer("crm", undefined, place).target).toMatchObject({ env: { A: "own", B: "also" } });
  });

  it("a server that a client has switched off is used, and it is said", () => {
    write("project/mcp.json", { mcpServers: { crm: { ...node, disabled: true } } });
    expect(findServer("crm", undefined, place).notes[1]).toMatch(/disabled there; it is used because you named it/);
  });
});

describe("what cannot be used is told in one sentence", () => {
  it.each([
    [
      { command: `\${NOPE}` },
      /^mcp\.json: server "crm" uses \$\{NOPE\}, but the environment variable NOPE is not set\.$/,
    ],
    [{ command: `\${input:token}` }, /asks for the input "token", which has no value here/],
    [{ command: `\${command:pick}` }, /uses \$\{command:pick\}, which has no meaning outside/],
    [{ command: "a", url: "http://h" }, /has both command and url/],
    [{ type: "stdio" }, /has neither command nor url/],
    [{ url: "http://h", type: "carrier-pigeon" }, /the type "carrier-pigeon"/],
    [{ command: "a", args: "b" }, /has a value for args that is not of the right type/],
    [{ command: "a", envFile: "none.env" }, /names the envFile none\.env, which cannot be read/],
    ["a string", /is not an object/],
  ])("%j", (entry, message) => {
    write("project/mcp.json", { mcpServers: { crm: entry } });
    expect(failure("crm")).toMatchObject({ exitCode: 3, message: expect.stringMatching(message) });
  });

  it("a name that is nowhere: which names there are, and where was looked", () => {
    write("project/mcp.json", { mcpServers: { crm: node } });
    write("project/.vscode/mcp.json", { servers: { wiki: node } });
    expect(failure("crn")).toMatchObject({
      message: expect.stringMatching(/^There is no server "crn" in \.mcp\.json, mcp\.json, \.vscode\/mcp\.json/),
      hint: "Did you mean crm? Servers there: crm, wiki.",
    });
    expect(failure("crm", "none.json")).toMatchObject({ hint: "None of these holds a server." });
  });
});
