import { openRecorder } from "../src/connect/recorder.ts";
import { openRedactor } from "../src/connect/redact.ts";
import { argumentSource } from "../src/engine/arguments/source.ts";
import { judge } from "../src/engine/judge.ts";
import { seededRandom } from "../src/engine/random.ts";
import type { Check } from "../src/model/check.ts";
import type { Exchange } from "../src/model/exchange.ts";
import type { JsonObject } from "../src/model/json.ts";
import type { Caller, NeededPorts, Port, ProbeContext, Step } from "../src/model/ports.ts";
import type { Promises } from "../src/model/promises.ts";
import type { Reply } from "../src/model/reply.ts";
import type { Parameter } from "../src/model/scene.ts";
import type { Surface } from "../src/model/surface.ts";
import type { Outcome } from "../src/model/verdict.ts";

/** Answers the one text argument of an imagined server's one tool; `call` counts from 1, `fresh` = on a second session. */
export type Answer = (value: string, call: number, fresh: boolean) => Reply;

/** A result of one text block. */
export function said(text: string): Reply {
  return { kind: "result", result: { content: [{ type: "text", text }] } };
}

/** The same, called an error by the tool. */
export function refused(text: string): Reply {
  return { kind: "tool-error", result: { isError: true, content: [{ type: "text", text }] } };
}

/** What an owner says of an imagined server, and the type of its one argument. */
export interface Imagined {
  readonly promises: Promises;
  readonly type: Parameter["type"];
  /** Milliseconds that an answer takes; none at all where this is absent. */
  readonly took?: (value: string, call: number) => number;
  /** A value of which the owner says that it works. */
  readonly sample?: string;
}

/** What a check says of a server that exists only as a function: one round, no process, no network. */
export async function outcomeOn(
  check: Check,
  answer: Answer,
  { promises, type, took, sample }: Imagined = { promises: {}, type: "string" },
): Promise<Outcome> {
  const { exchange } = openRecorder(openRedactor([], new Uint8Array(32)), () => undefined);
  const exchanges: Exchange[] = [];
  const send = (fresh: boolean) => async (method: string, params: JsonObject, step: Step) => {
    const call = exchanges.length + 1;
    const args = params.arguments as JsonObject;
    const raw = { id: `r1.${call}`, facts: {}, ...step, principal: "", session: fresh ? "s2" : "s1", round: 1 };
    const reply = answer(String(args.q), call, fresh);
    const durationMs = took?.(String(args.q), call) ?? 0;
    const recorded = exchange({ ...raw, request: { method, params }, reply, atMs: 0, durationMs });
    exchanges.push(recorded);
    return recorded;
  };
  const callerOn = (fresh: boolean): Caller => ({
    request: send(fresh),
    tool: (name, args, step) => send(fresh)("tools/call", { name, arguments: args }, step),
    fresh: async () => callerOn(true),
  });
  const inputSchema = { type: "object", properties: { q: { type } }, required: ["q"] };
  const surface = { tools: [{ name: "t", inputSchema }] } as unknown as Surface;
  const subject = { key: "t.q", tool: "t", param: "q" };
  await check.probe({
    subject,
    args: argumentSource(surface, sample === undefined ? {} : { t: { q: sample } }),
    scene: {
      surface,
      promises,
      principals: [],
      incidents: [],
      parameters: () => [{ path: "q", type }],
      promisedReadOnly: () => promises.readOnly === true,
    },
    random: seededRandom(1, check.id),
    round: 1,
    calls: callerOn(false),
  } as unknown as ProbeContext & NeededPorts<Port>);
  return judge(check, { subject, exchanges, observations: [] });
}
