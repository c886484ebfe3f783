import type { Target } from "../src/model/target.ts";
import { stdioTarget } from "./scan-fixture.ts";

/** One tool as a server lists it. */
interface Listed {
  readonly name: string;
  readonly inputSchema: object;
}

/** A server with tools of the kind a check asks for, in one line of a process: it ends on a quote, or never answers a call. */
export function brokenServer(tools: readonly Listed[], mode: "crashes" | "hangs"): Target {
  const program = `(${serve})(${JSON.stringify(tools)}, ${JSON.stringify(mode)})`;
  return stdioTarget({ command: process.execPath, args: ["-e", program] });
}

/** Runs in the process of the server, so that it may use nothing from here. */
function serve(tools: readonly Listed[], mode: string): void {
  const say = (id: unknown, result: object): void => {
    process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", id, result })}\n`);
  };
  const answer = ({ id, method, params }: { id?: unknown; method?: string; params?: { arguments?: object } }): void => {
    const serverInfo = { name: "broken", version: "1.0.0" };
    if (method === "initialize") say(id, { protocolVersion: "2025-11-25", capabilities: { tools: {} }, serverInfo });
    else if (method === "tools/list") say(id, { tools });
    else if (method === "tools/call" && mode === "crashes") {
      const text = JSON.stringify({ id: 1, ...params?.arguments });
      if (/['$]/.test(text)) process.exit(1);
      say(id, { content: [{ type: "text", text }] });
    }
  };
  let rest = "";
  process.stdin.on("data", (chunk) => {
    const lines = `${rest}${chunk}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) answer(JSON.parse(line));
  });
}
