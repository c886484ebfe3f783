import { createHash } from "node:crypto";
import type { Exchange } from "../model/exchange.ts";
import type { Visit } from "../model/identity.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { Arguments, Caller, Identities, NeededPorts, Port, ProbeContext, RawHttp, Step } from "../model/ports.ts";
import type { Scene } from "../model/scene.ts";
import type { Planned } from "./plan.ts";
import { seededRandom } from "./random.ts";
import { rehearsedAuthorization } from "./rehearse-authorization.ts";
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
 * The calls a probe makes of a server that answers each question with something of its own and gives nothing away, then the
 * kinds of calls that it would only make of one that gives itself away: what it asks at the least. Sends none.
 */
export async function rehearse(
  planned: Planned,
  scene: Scene,
  args: Arguments,
  seed: number,
): Promise<readonly RehearsedCall[]> {
  const silent = await rehearsal(planned, scene, args, seed, false, (params) => answerTo(params));
  let kept: string | undefined;
  // What the probe calls true keeps the answer to the first question.
  const telling = await rehearsal(planned, scene, args, seed, true, (params, { facts }) => {
    const own = answerTo(params);
    kept ??= own;
    return facts?.holds === true ? kept : own;
  });
  const shown = new Set(silent.map(kindOf));
  return [...silent, ...telling.filter((call) => !shown.has(kindOf(call)))];
}

/** The technique that a label names. */
function kindOf({ label }: RehearsedCall): string {
  return label.split(":")[0] ?? label;
}

async function rehearsal(
  { check, subject, no }: Planned,
  scene: Scene,
  args: Arguments,
  seed: number,
  givesAway: boolean,
  answer: (params: JsonObject, step: Step) => string,
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
      reply: { kind: "result", result: { content: [{ type: "text", text: answer(params, step) }] } },
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
  const visit: Visit = {
    info: {
      transport: "streamable-http",
      era: "legacy",
      protocolVersion: "",
      server,
      capabilities: {},
      instructions: undefined,
    },
    named: true,
    request: note,
    bare: (method, step) => note(method, {}, step),
    line: () => ({ request: note }),
  };
  const identities: Identities = {
    enter: async (_, step) => ({ exchange: await note("initialize", {}, step), visit }),
    forge: async (kind) => [{ token: kind, says: kind }],
    metadata: async () => undefined,
  };
  const ctx = {
    subject,
    scene,
    args,
    random: seededRandom(seed, check.id, subject.key, 1),
    round: 1,
    only: undefined,
    calls: caller,
    identities,
    raw: {
      path: "",
      send: ({ verb, path, headers, body }: RawHttp, step: Step) =>
        note(`HTTP ${verb}`, { ...(path ? { path } : {}), headers: { ...headers }, ...(body ? { body } : {}) }, step),
    },
    authorization: rehearsedAuthorization(note, givesAway),
    upstream: { look: async (_, label) => ({ id: "", kind: "upstream", label, facts: {}, round: 1, atMs: 0 }) },
  } as ProbeContext & NeededPorts<Port>;
  try {
    await check.probe(ctx);
  } catch (cause) {
    if (!(cause instanceof Stop)) throw cause;
  }
  return calls;
}

/** Who answers in a rehearsal. */
const server = { name: "", version: "" };

/** One word that is the same for the same question and another for another. */
function answerTo(params: JsonObject): string {
  return createHash("sha256").update(JSON.stringify(params)).digest("hex");
}
