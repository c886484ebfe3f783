import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { discover } from "../../src/connect/discover.ts";
import { openSession } from "../../src/connect/open.ts";
import { argumentSource } from "../../src/engine/arguments/source.ts";
import { looksAdding, whyDestructive } from "../../src/engine/destructive.ts";
import { learn } from "../../src/engine/learn/learn.ts";
import type { Exchange } from "../../src/model/exchange.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { Caller, Step } from "../../src/model/ports.ts";
import { anonymous } from "../../src/model/principal.ts";
import { type Reply, replyText } from "../../src/model/reply.ts";
import type { Session } from "../../src/model/session.ts";
import type { Tool } from "../../src/model/surface.ts";
import type { StdioTarget } from "../../src/model/target.ts";
import { rejectedBySchema } from "../../src/oracle/rejected-by-schema.ts";
import type { ServerRow, ToolRow } from "./server.ts";

const callMs = 15_000;
const startMs = 60_000;
const longest = 400;

type Measured = Pick<ServerRow, "failure" | "tools" | "destructive" | "rows">;

/** Calls every tool of a server once that does not look destructive, with arguments made as a scan makes them. */
export async function measure(target: StdioTarget): Promise<Measured> {
  const signal = new AbortController().signal;
  const net = { allowHosts: [], proxy: undefined, ca: undefined, clientCertificate: undefined, insecure: false };
  const open = () =>
    openSession({ target, principal: anonymous, net, timeoutMs: startMs, signal, sighted: () => undefined });
  const opened = await open();
  if (!opened.ok) return { failure: opened.message.slice(0, longest), tools: 0, destructive: 0, rows: [] };
  let session: Session = opened.session;
  const request = async (method: string, params: JsonObject): Promise<Reply> => {
    if (session.ended !== undefined) {
      const again = await open();
      if (again.ok) session = again.session;
    }
    return session.request({ method, params, timeoutMs: callMs, signal });
  };
  try {
    const surface = await discover(request, session.info, anonymous.name);
    const harmless = surface.tools.filter((tool) => whyDestructive(tool, {}) === undefined);
    const wanted = new Set(harmless.map(({ name }) => name));
    const learnt = await learn(
      { surface, samples: {}, promises: {}, inScope: () => true, wanted },
      callerOver(request),
    );
    const source = argumentSource(surface, {}, learnt);
    const rows: ToolRow[] = [];
    for (const tool of harmless) {
      const valid = source.valid(tool.name);
      rows.push(rowOf(tool, valid, await request("tools/call", { name: tool.name, arguments: valid.args })));
    }
    return { tools: surface.tools.length, destructive: surface.tools.length - harmless.length, rows };
  } finally {
    await session.close();
  }
}

function rowOf(
  tool: Tool,
  { args, source }: ReturnType<ReturnType<typeof argumentSource>["valid"]>,
  reply: Reply,
): ToolRow {
  const outcome =
    reply.kind === "timeout" || reply.kind === "closed" || reply.kind === "malformed"
      ? "unanswered"
      : rejectedBySchema(reply)
        ? "rejected"
        : "passed";
  const satisfies = judged(tool.inputSchema, args);
  const said = `${reply.kind}: ${replyText(reply).slice(0, longest)}`;
  const told = { args: JSON.stringify(args).slice(0, longest), said };
  return { tool: looksAdding(tool, {}) ? `${tool.name} (adds)` : tool.name, outcome, source, satisfies, ...told };
}

/** What a validator that is not ours says of the arguments. */
function judged({ $schema, $id, ...schema }: JsonObject, args: JsonObject): boolean | undefined {
  const ajv = new Ajv2020({ strict: false, logger: false, validateSchema: false });
  addFormats.default(ajv);
  try {
    return ajv.validate(schema, args);
  } catch {
    return undefined;
  }
}

/** A caller that keeps nothing. */
function callerOver(request: (method: string, params: JsonObject) => Promise<Reply>): Caller {
  const send = async (method: string, params: JsonObject, step: Step): Promise<Exchange> => ({
    id: "",
    facts: {},
    ...step,
    principal: "",
    session: "",
    round: 0,
    request: { method, params },
    reply: await request(method, params),
    sightings: [],
    atMs: 0,
    durationMs: 0,
  });
  const caller: Caller = {
    request: send,
    tool: (name, args, step) => send("tools/call", { name, arguments: args }, step),
    fresh: async () => caller,
  };
  return caller;
}
