import { createHash } from "node:crypto";
import type { Exchange } from "../model/exchange.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { Arguments, Caller, NeededPorts, Port, ProbeContext, Step } from "../model/ports.ts";
import type { Scene } from "../model/scene.ts";
import type { Planned } from "./plan.ts";
import { seededRandom } from "./random.ts";
import { Stop } from "./stop.ts";

/** One call that a probe would make. */
export interface RehearsedCall {
  readonly check: string;
  readonly subject: string;
  readonly label: string;
  readonly method: string;
  readonly params: Json;
}

/**
 * The calls a probe makes of a server that answers each question with something of its own and gives nothing away: what it
 * asks at the least. Sends none.
 */
export async function rehearse(
  { check, subject, no }: Planned,
  scene: Scene,
  args: Arguments,
  seed: number,
): Promise<readonly RehearsedCall[]> {
  const calls: RehearsedCall[] = [];
  const note = async (method: string, params: JsonObject, step: Step): Promise<Exchange> => {
    if (calls.length >= check.requests) throw new Stop("budget", "the check's requests for one subject were spent");
    calls.push({ check: check.id, subject: subject.key, label: step.label, method, params });
    return {
      id: `r${no}.${calls.length}`,
      role: step.role,
      label: step.label,
      facts: step.facts ?? {},
      principal: "",
      session: "",
      round: 1,
      request: { method, params },
      reply: { kind: "result", result: { content: [{ type: "text", text: answerTo(params) }] } },
      sightings: [],
      atMs: 0,
      durationMs: 0,
    };
  };
  const caller: Caller = {
    request: note,
    tool: (name, values, step) => note("tools/call", { name, arguments: values }, step),
    fresh: async () => caller,
  };
  const ctx = {
    subject,
    scene,
    args,
    random: seededRandom(seed, check.id, subject.key, 1),
    round: 1,
    only: undefined,
    calls: caller,
  } as ProbeContext & NeededPorts<Port>;
  try {
    await check.probe(ctx);
  } catch (cause) {
    if (!(cause instanceof Stop)) throw cause;
  }
  return calls;
}

/** One word that is the same for the same question and another for another. */
function answerTo(params: JsonObject): string {
  return createHash("sha256").update(JSON.stringify(params)).digest("hex");
}
