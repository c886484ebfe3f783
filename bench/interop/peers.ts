import { join } from "node:path";
import { replyText, succeeded } from "../../src/model/reply.ts";
import type { BuildStep, Leg, Peer, Question, ToolCall } from "./peer.ts";
import { foldersOf, places } from "./places.ts";

/** Not ASCII, longer than one network read, and with line breaks: what careless framing breaks on. */
const greeting = `grüße 你好 🙂\n${"x".repeat(40_000)}\u2028end`;

const newestLegacy = "2025-11-25";
const newestModern = "2026-07-28";

/** What every peer written for this bench offers. */
const common = {
  call: {
    tool: "echo",
    args: { text: greeting },
    expect: (reply) => succeeded(reply) && replyText(reply).includes(greeting),
  },
  fail: { tool: "fail", args: {}, expect: (reply) => reply.kind === "tool-error" },
  slow: { tool: "slow", args: { ms: 300 }, expect: (reply) => succeeded(reply) && replyText(reply).includes("done") },
  questions: (["ping", "roots", "sampling", "elicitation"] as const).map(
    (kind): Question => ({ kind, tool: "ask_client", args: { kind } }),
  ),
} satisfies { call: ToolCall; fail: ToolCall; slow: ToolCall; questions: readonly Question[] };

/** Every server the bench tries, in the order of the table. */
export const peers: readonly Peer[] = [
  npm(
    "ts-sdk-1",
    "@modelcontextprotocol/sdk 1.32.2",
    legs(["node", "peer.mjs"], { legacy: newestLegacy }, ["stdio", "http", "sse"]),
  ),
  npm(
    "ts-sdk-2",
    "@modelcontextprotocol/server 2.4.0",
    legs(["node", "peer.mjs"], { legacy: newestLegacy, modern: newestModern }, ["stdio", "http"]),
  ),
  everything(),
  python("py-mcp-2", "mcp 2.3.0", { legacy: newestLegacy, modern: newestModern }),
  python("py-mcp-1", "mcp 1.30.0", { legacy: newestLegacy }),
  olderPython("1.12.4", "2025-06-18", ["stdio", "http", "sse"]),
  olderPython("1.9.4", "2025-03-26", ["stdio", "http", "sse"]),
  olderPython("1.6.0", "2024-11-05", ["stdio", "sse"]),
  python("py-fastmcp-4", "fastmcp 4.1.2 (mcp 2.3.0)", { legacy: newestLegacy, modern: newestModern }),
  python("py-fastmcp-3", "fastmcp 3.4.10 (mcp 1.30.0)", { legacy: newestLegacy }),
  python("py-fastmcp-2", "fastmcp 2.14.7 (mcp 1.30.0)", { legacy: newestLegacy }),
  ...references(),
  {
    id: "go-sdk",
    sdk: "go-sdk 1.8.0",
    language: "Go",
    folder: "go-sdk",
    build: [{ command: ["go", "build", "-o", built("go-sdk", "peer"), "."] }],
    buildSeconds: 600,
    legs: [
      ...legs([built("go-sdk", "peer")], { legacy: newestLegacy, modern: newestModern }, ["stdio"]),
      ...legs([built("go-sdk", "peer")], { legacy: newestLegacy }, ["http"]).map((leg) => ({
        ...leg,
        variant: "sessions",
      })),
      ...legs([built("go-sdk", "peer")], { legacy: newestLegacy, modern: newestModern }, ["http"]).map((leg) => ({
        ...leg,
        variant: "stateless",
        path: "/stateless",
      })),
      ...legs([built("go-sdk", "peer")], { legacy: newestLegacy }, ["sse"]),
    ],
    ...common,
  },
  rust("rust-rmcp", "3.11.0", { legacy: newestLegacy, modern: newestModern }, ["stdio", "http"]),
  rust("rust-rmcp-0.8", "0.8.5", { legacy: "2025-03-26" }, ["stdio", "http", "sse"]),
  {
    id: "java-sdk",
    sdk: "io.modelcontextprotocol.sdk:mcp 2.1.0",
    language: "Java",
    folder: "java-sdk",
    build: [{ command: ["mvn", "-q", "-B", `-Dinterop.build=${built("java-sdk", "target")}`, "process-classes"] }],
    buildSeconds: 600,
    legs: [
      ...legs(java(), { legacy: newestLegacy }, ["stdio", "http"]),
      ...legs(java(), { legacy: "2024-11-05" }, ["sse"]),
    ],
    ...common,
  },
];

function built(folder: string, path: string): string {
  return join(foldersOf(folder).build, path);
}

function rust(id: string, version: string, offers: Leg["offers"], modes: Parameters<typeof legs>[2]): Peer {
  return {
    id,
    sdk: `rmcp ${version}`,
    language: "Rust",
    folder: id,
    build: [{ command: ["cargo", "build", "--locked"], env: { CARGO_TARGET_DIR: built(id, "target") } }],
    buildSeconds: 900,
    legs: legs([built(id, "target/debug/interop-peer")], offers, modes),
    ...common,
  };
}

function java(): readonly string[] {
  return ["java", "-cp", `${built("java-sdk", "target/classes")}:${built("java-sdk", "target/lib/*")}`, "interop.Peer"];
}

/** The three ways every peer of this bench can be started. Revisions from 2026-07-28 on know no SSE transport. */
function legs(
  command: readonly string[],
  offers: Leg["offers"],
  modes: readonly ("stdio" | "http" | "sse")[],
): readonly Leg[] {
  return modes.map((mode): Leg => {
    if (mode === "stdio") return { transport: "stdio", command: [...command, "stdio"], path: "", offers };
    if (mode === "http")
      return { transport: "streamable-http", command: [...command, "http", "{port}"], path: "/mcp", offers };
    const { legacy } = offers;
    return {
      transport: "sse",
      command: [...command, "sse", "{port}"],
      path: "/sse",
      offers: legacy === undefined ? {} : { legacy },
    };
  });
}

function npm(id: string, sdk: string, plain: readonly Leg[]): Peer {
  return {
    id,
    sdk,
    language: "TypeScript",
    folder: id,
    build: npmInstall(id),
    buildSeconds: 300,
    // Node finds packages from where the program is, so it runs from the copy beside them.
    legs: plain.map((leg) => ({
      ...leg,
      command: leg.command.map((part) => (part === "peer.mjs" ? built(id, part) : part)),
    })),
    ...common,
  };
}

function npmInstall(id: string): readonly BuildStep[] {
  const { source, build } = foldersOf(id);
  return [
    { command: ["cp", "-r", `${source}/.`, build] },
    { command: ["npm", "install", "--prefix", build, "--no-audit", "--no-fund", "--loglevel=error"] },
  ];
}

function everything(): Peer {
  const program = built("ts-everything", "node_modules/@modelcontextprotocol/server-everything/dist/index.js");
  // It listens on every interface; the preload keeps it on the loopback one.
  const node = ["node", "--require", built("ts-everything", "loopback.cjs"), program];
  const offers = { legacy: newestLegacy };
  const env = { PORT: "{port}" };
  return {
    id: "ts-everything",
    sdk: "server-everything 2026.8.31 (sdk 1.32.2)",
    language: "TypeScript",
    folder: "ts-everything",
    build: npmInstall("ts-everything"),
    buildSeconds: 300,
    legs: [
      { transport: "stdio", command: [...node, "stdio"], path: "", offers },
      { transport: "streamable-http", command: [...node, "streamableHttp"], env, path: "/mcp", offers },
      { transport: "sse", command: [...node, "sse"], env, path: "/sse", offers },
    ],
    call: { ...common.call, args: { message: greeting } },
    fail: { tool: "get-sum", args: { a: "no number", b: 1 }, expect: (reply) => reply.kind === "tool-error" },
    slow: { tool: "trigger-long-running-operation", args: { duration: 1, steps: 3 }, expect: succeeded },
    questions: [
      { kind: "roots", tool: "get-roots-list", args: {} },
      { kind: "sampling", tool: "trigger-sampling-request", args: { prompt: "Say hello", maxTokens: 16 } },
      { kind: "elicitation", tool: "trigger-elicitation-request", args: {} },
    ],
  };
}

function pip(folder: string): readonly BuildStep[] {
  const { source } = foldersOf(folder);
  return [
    { command: ["python3", "-m", "venv", built(folder, "venv")] },
    { command: [built(folder, "venv/bin/pip"), "install", "-q", "-r", join(source, "requirements.txt")] },
  ];
}

function python(id: string, sdk: string, offers: Leg["offers"]): Peer {
  const { source } = foldersOf(id);
  const command = [built(id, "venv/bin/python"), join(source, "peer.py")];
  return {
    id,
    sdk,
    language: "Python",
    folder: id,
    build: pip(id),
    buildSeconds: 300,
    legs: legs(command, offers, ["stdio", "http", "sse"]),
    ...common,
  };
}

/** Releases of the SDK whose newest revision is an older one, so that each is met as a server really speaks it. */
function olderPython(version: string, revision: string, modes: readonly ("stdio" | "http" | "sse")[]): Peer {
  const id = `py-mcp-${version.split(".", 2).join(".")}`;
  const program = join(foldersOf("py-mcp-1").source, "peer.py");
  return {
    ...python(id, `mcp ${version}`, {}),
    legs: legs([built(id, "venv/bin/python"), program], { legacy: revision }, modes),
  };
}

/** The reference servers on PyPI: stdio only, one environment for all. */
function references(): readonly Peer[] {
  const folder = "py-reference";
  const repository = built(folder, "repository");
  const server = (name: string, version: string, call: ToolCall, fail: ToolCall, args: readonly string[]): Peer => ({
    id: `py-server-${name}`,
    sdk: `mcp-server-${name} ${version} (mcp 2.3.0)`,
    language: "Python",
    folder,
    build: [...pip(folder), { command: ["git", "init", "-q", repository] }],
    buildSeconds: 300,
    legs: [
      {
        transport: "stdio",
        command: [built(folder, `venv/bin/mcp-server-${name}`), ...args],
        path: "",
        offers: { legacy: newestLegacy, modern: newestModern },
      },
    ],
    call,
    fail,
    slow: undefined,
    questions: [],
  });
  const failed = (reply: Parameters<ToolCall["expect"]>[0]) =>
    reply.kind === "tool-error" || reply.kind === "rpc-error";
  return [
    server(
      "time",
      "2026.10.19",
      { tool: "get_current_time", args: { timezone: "UTC" }, expect: (reply) => replyText(reply).includes("UTC") },
      { tool: "get_current_time", args: { timezone: "Nowhere/None" }, expect: failed },
      [],
    ),
    server(
      "git",
      "2026.10.19",
      {
        tool: "git_status",
        args: { repo_path: repository },
        expect: (reply) => replyText(reply).includes("No commits yet"),
      },
      { tool: "git_status", args: { repo_path: places.cache }, expect: failed },
      [],
    ),
    server(
      "fetch",
      "2026.10.24",
      { tool: "fetch", args: { url: "{page}" }, expect: (reply) => replyText(reply).includes("interop page") },
      { tool: "fetch", args: { url: "http://127.0.0.1:1/" }, expect: failed },
      ["--allow-private-ips"],
    ),
  ];
}
