import type { Reply } from "../../src/model/reply.ts";
import { replyText } from "../../src/model/reply.ts";
import type { Session, Sighted } from "../../src/model/session.ts";
import type { Peer, ToolCall } from "./peer.ts";
import type { Step, StepName } from "./result.ts";

/** Milliseconds until a reply counts as one that never comes. */
const patienceMs = 15_000;

/** Asks an open session for everything but its end. `seen` is what the session tells beside replies, as it grows. */
export async function exercise(
  peer: Peer,
  session: Session,
  seen: readonly Sighted[],
  page: string,
): Promise<Partial<Record<StepName, Step>>> {
  const listed = await session.request({ method: "tools/list", params: {}, timeoutMs: patienceMs });
  const names = listed.kind === "result" ? toolNames(listed.result.tools) : [];
  const missing = [peer.call.tool, ...(peer.fail ? [peer.fail.tool] : [])].filter((name) => !names.includes(name));
  const list = missing.length === 0 ? ok(`${names.length} tools`) : failed(`no ${missing.join(", ")}: ${tell(listed)}`);
  return {
    list,
    call: await calls(peer, session, page),
    stream: await stream(peer, session, seen),
    "server-request": await questions(peer, session, seen, names),
  };
}

async function calls(peer: Peer, session: Session, page: string): Promise<Step> {
  const reply = await call(session, peer.call, page);
  if (!peer.call.expect(reply)) return failed(tell(reply));
  if (peer.fail === undefined) return ok("result");
  const error = await call(session, peer.fail, page);
  return peer.fail.expect(error) ? ok(`result, ${error.kind}`) : failed(`a tool that fails gave ${tell(error)}`);
}

async function stream(peer: Peer, session: Session, seen: readonly Sighted[]): Promise<Step> {
  if (peer.slow === undefined) return skipped("no tool that reports progress");
  const legacy = session.info.era === "legacy";
  if (legacy && session.info.capabilities.logging !== undefined) {
    await session.request({ method: "logging/setLevel", params: { level: "debug" }, timeoutMs: patienceMs });
  }
  const before = seen.length;
  const { tool: name, args } = peer.slow;
  const level = legacy ? {} : { "io.modelcontextprotocol/logLevel": "debug" };
  const reply = await session.request({
    method: "tools/call",
    params: { name, arguments: args, _meta: { progressToken: "interop-1", ...level } },
    timeoutMs: patienceMs,
  });
  const told = seen.slice(before).flatMap((one) => (one.kind === "notification" ? [one] : []));
  const progress = told.filter((one) => one.method === "notifications/progress");
  const logs = told.filter((one) => one.method === "notifications/message");
  const counted = `${progress.length} progress, ${logs.length} log`;
  if (!peer.slow.expect(reply)) return failed(`${tell(reply)} (${counted})`);
  if (progress.length === 0) return failed(`no progress was seen (${counted})`);
  const foreign = progress.filter((one) => one.params.progressToken !== "interop-1").length;
  return foreign === 0 ? ok(counted) : failed(`${foreign} progress notifications carry another token`);
}

/** Every question must get the call to an end; whether the answer was yes or no is told, not judged. */
async function questions(
  peer: Peer,
  session: Session,
  seen: readonly Sighted[],
  names: readonly string[],
): Promise<Step> {
  const asked = peer.questions.filter((question) => names.includes(question.tool));
  if (asked.length === 0) return skipped("no tool that asks the client");
  const said: string[] = [];
  for (const question of asked) {
    const before = seen.length;
    const reply = await call(session, { ...question, expect: () => true }, "");
    const during = seen.slice(before).find((one) => one.kind === "server-request");
    // Some servers ask once, when the session opens, and remember.
    const arrived =
      during ?? seen.find((one) => one.kind === "server-request" && one.method === methods[question.kind]);
    if (reply.kind === "timeout" || reply.kind === "closed") return failed(`${question.kind}: ${tell(reply)}`);
    if (reply.kind === "malformed" || reply.kind === "http-error") return failed(`${question.kind}: ${tell(reply)}`);
    said.push(`${question.kind} ${outcome(reply, arrived)}`);
  }
  return ok(said.join(", "));
}

const methods = {
  ping: "ping",
  roots: "roots/list",
  sampling: "sampling/createMessage",
  elicitation: "elicitation/create",
} as const;

function outcome(reply: Reply, arrived: Sighted | undefined): string {
  if (arrived?.kind === "server-request") return arrived.answered === "result" ? "answered" : "declined";
  if (reply.kind === "result" && reply.result.resultType === "input_required") return "told as input_required";
  const text = replyText(reply);
  if (text.startsWith("not offered")) return "not offered";
  return text.startsWith("answered") ? "answered" : "not sent by the server";
}

function call(session: Session, { tool, args }: ToolCall, page: string): Promise<Reply> {
  const filled = Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, value === "{page}" ? page : value]),
  );
  return session.request({ method: "tools/call", params: { name: tool, arguments: filled }, timeoutMs: patienceMs });
}

function toolNames(tools: unknown): readonly string[] {
  return Array.isArray(tools) ? tools.map((tool: { name?: unknown }) => String(tool?.name)) : [];
}

function tell(reply: Reply): string {
  const text = replyText(reply).replaceAll(/\s+/g, " ");
  return `${reply.kind}${text === "" ? "" : ` (${text.length > 160 ? `${text.slice(0, 160)}…` : text})`}`;
}

function ok(detail: string): Step {
  return { state: "ok", detail };
}
function failed(detail: string): Step {
  return { state: "failed", detail };
}
function skipped(detail: string): Step {
  return { state: "skipped", detail };
}
