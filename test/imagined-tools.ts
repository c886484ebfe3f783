import { openRecorder } from "../src/connect/record/recorder.ts";
import { openRedactor } from "../src/connect/record/redact.ts";
import { argumentSource } from "../src/engine/arguments/source.ts";
import { judge } from "../src/engine/judge.ts";
import { seededRandom } from "../src/engine/random.ts";
import type { Check } from "../src/model/check.ts";
import type { Exchange } from "../src/model/exchange.ts";
import type { JsonObject } from "../src/model/json.ts";
import type { Caller, NeededPorts, Port, ProbeContext, Step } from "../src/model/ports.ts";
import type { Reply } from "../src/model/reply.ts";
import type { Surface, Tool } from "../src/model/surface.ts";
import type { Outcome } from "../src/model/verdict.ts";
import { nothingSeen, sceneOf } from "../src/run/scene.ts";
import { requestFor, stdioTarget } from "./scan-fixture.ts";

/** A server that exists only as a function, with tools and samples of any shape. */
export interface ImaginedTools {
  readonly tools: readonly Pick<Tool, "name" | "inputSchema" | "annotations">[];
  readonly samples: Readonly<Record<string, JsonObject>>;
  /** `call` counts from 1, `fresh` = on a second session. */
  readonly answer: (tool: string, args: JsonObject, call: number, fresh: boolean) => Reply;
}

/** What a check says of one argument of it: one round, no process, no network. */
export async function outcomeOfTools(
  check: Check,
  { tools, samples, answer }: ImaginedTools,
  tool: string,
  param: string,
): Promise<Outcome> {
  const { exchange } = openRecorder(openRedactor([], new Uint8Array(32)), () => undefined);
  const exchanges: Exchange[] = [];
  const surface = { tools, resourceTemplates: [], prompts: [] } as unknown as Surface;
  const send = (fresh: boolean) => async (method: string, params: JsonObject, step: Step) => {
    const call = exchanges.length + 1;
    const raw = { id: `r1.${call}`, facts: {}, ...step, principal: "", session: fresh ? "s2" : "s1", round: 1 };
    const reply = answer(String(params.name), params.arguments as JsonObject, call, fresh);
    const recorded = exchange({ ...raw, request: { method, params }, reply, atMs: 0, durationMs: 0 });
    exchanges.push(recorded);
    return recorded;
  };
  const callerOn = (fresh: boolean): Caller => ({
    request: send(fresh),
    tool: (name, args, step) => send(fresh)("tools/call", { name, arguments: args }, step),
    fresh: async () => callerOn(true),
  });
  const subject = { key: `${tool}.${param}`, tool, param };
  const request = requestFor(stdioTarget({ command: "", args: [] }), { samples, promises: {} });
  await check.probe({
    subject,
    args: argumentSource(surface, samples),
    scene: sceneOf(request, surface, nothingSeen),
    random: seededRandom(1, check.id),
    round: 1,
    only: undefined,
    calls: callerOn(false),
  } as unknown as ProbeContext & NeededPorts<Port>);
  return judge(check, { subject, exchanges, observations: [] });
}
