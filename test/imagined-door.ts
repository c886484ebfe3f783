import { seededRandom } from "../src/engine/random.ts";
import type { Check } from "../src/model/check.ts";
import type { Exchange } from "../src/model/exchange.ts";
import type { ForgedKind } from "../src/model/forged-kind.ts";
import type { Forged, Identity, Provider, Visit, Who } from "../src/model/identity.ts";
import type { Json, JsonObject } from "../src/model/json.ts";
import type { Observation } from "../src/model/observation.ts";
import type { Identities, NeededPorts, Port, ProbeContext, Step } from "../src/model/ports.ts";
import type { Reply } from "../src/model/reply.ts";
import type { Scene } from "../src/model/scene.ts";
import type { Judgement } from "../src/model/verdict.ts";

/** A server that is easier to imagine than to write, and what stands around it. */
export interface Door {
  /** What it answers to somebody; a handshake and a call alike. */
  answer(who: Who): Reply;
  /** Milliseconds that this takes; 5 when absent. */
  ms?(who: Who, turn: number): number;
  readonly identities: readonly Identity[];
  readonly provider?: Provider;
  readonly metadata?: Readonly<Record<string, Json>>;
  /** What an upstream API got, one after the other. */
  readonly upstream?: readonly Readonly<Record<string, Json>>[];
  readonly protocolVersion?: string;
}

export const served: Reply = { kind: "result", result: { content: [{ type: "text", text: "3 orders" }] } };

/** A refusal with this status, text and challenge. */
export function refusal(status: number, body: string, challenge = ""): Reply {
  return { kind: "http-error", status, headers: challenge === "" ? {} : { "www-authenticate": challenge }, body };
}

/** A principal that has a token with these claims. */
export function person(name: string, standing: Identity["standing"], claims: JsonObject | undefined): Identity {
  const tools = [{ name: "list_orders", inputSchema: {}, annotations: { readOnlyHint: true } }];
  const admitted = standing === "user" ? { ok: true as const, tools } : { ok: false as const, refused: true, why: "" };
  return {
    name,
    standing,
    tenant: undefined,
    samples: {},
    expected: () => undefined,
    credentials: true,
    claims,
    admitted,
  };
}

/** Probes the door once, as the first subject of the check, and judges it. */
export async function judgedAt(check: Check, door: Door): Promise<Judgement> {
  const exchanges: Exchange[] = [];
  const observations: Observation[] = [];
  const arrived = [...(door.upstream ?? [])];
  const say = async (method: string, who: Who, { role, label, facts = {} }: Step): Promise<Exchange> => {
    const id = `r1.${exchanges.length + 1}`;
    const { principal, forged } = who;
    const told = { ...facts, ...(forged === undefined ? {} : { token: forged?.says ?? "none" }) };
    const durationMs = door.ms?.(who, exchanges.length) ?? 5;
    const where = { principal, session: "s1", round: 1, request: { method, params: {} }, sightings: [], atMs: 0 };
    const exchange = { id, role, label, facts: told, reply: door.answer(who), durationMs, ...where };
    exchanges.push(exchange);
    return exchange;
  };
  const observe = (kind: Observation["kind"], label: string, facts: Readonly<Record<string, Json>>) => {
    const seen = { id: `r1.o${observations.length + 1}`, kind, label, facts, round: 1, atMs: 0 };
    observations.push(seen);
    return seen;
  };
  const identities: Identities = {
    async enter(who, step) {
      const exchange = await say("initialize", who, step);
      return { exchange, visit: exchange.reply.kind === "result" ? visitOf(who, say) : undefined };
    },
    forge: async (kind, principal) => [forged(kind, principal)],
    metadata: async (_, label) => door.metadata && observe("metadata", label, door.metadata),
    ...(door.provider === undefined ? {} : { provider: door.provider }),
  };
  const scene = sceneOf(door);
  const [subject] = check.subjects(scene);
  if (subject === undefined) throw new Error("the check asks nothing");
  await check.probe({
    subject,
    scene,
    args: { valid: () => ({ args: {}, source: "schema" }) },
    random: seededRandom(1, "door"),
    round: 1,
    only: undefined,
    identities,
    upstream: { look: async (_: string, label: string) => observe("upstream", label, arrived.shift() ?? {}) },
  } as unknown as ProbeContext & NeededPorts<Port>);
  return check.judge({ subject, exchanges, observations });
}

/** A provider that only counts; `asks` is called at each fault. */
export function countingProvider(said: { fault: string | undefined; asked: number }): Provider {
  return {
    fail: (fault) => {
      said.fault = fault;
    },
    heal: () => {
      said.fault = undefined;
    },
    rotate: async (principal) => forged("unchanged", principal),
    asked: () => said.asked,
    settle: async () => undefined,
  };
}

function forged(kind: ForgedKind, principal: string): Forged {
  const payload = Buffer.from(JSON.stringify({ sub: `${kind} of ${principal}` })).toString("base64url");
  return { token: `e30.${payload}.c2ln`, says: kind };
}

function visitOf(owner: Who, say: (method: string, who: Who, step: Step) => Promise<Exchange>): Visit {
  return {
    info: {
      transport: "streamable-http",
      era: "legacy",
      protocolVersion: "",
      server: { name: "", version: "" },
      capabilities: {},
      instructions: undefined,
    },
    named: true,
    request: (method, _, step, as) => say(method, as ?? owner, step),
    bare: (method, step, as) => say(method, as ?? owner, step),
  };
}

function sceneOf({ identities, protocolVersion = "2025-11-25", upstream }: Door): Scene {
  return {
    surface: { transport: "streamable-http", protocolVersion, tools: [] },
    promises: {},
    identities,
    upstream: upstream !== undefined,
    sampled: () => false,
    mayCall: () => true,
    parameters: () => [],
  } as unknown as Scene;
}
