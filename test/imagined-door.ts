import { parametersOf } from "../src/engine/arguments/parameters.ts";
import { placeAt } from "../src/engine/arguments/path.ts";
import { seededRandom } from "../src/engine/random.ts";
import type { Check } from "../src/model/check.ts";
import type { Exchange } from "../src/model/exchange.ts";
import type { ForgedKind } from "../src/model/forged-kind.ts";
import type { Forged, Identity, Provider, Visit, Who } from "../src/model/identity.ts";
import type { Json, JsonObject } from "../src/model/json.ts";
import type { Observation } from "../src/model/observation.ts";
import type { Identities, NeededPorts, Port, ProbeContext, Step } from "../src/model/ports.ts";
import type { Promises } from "../src/model/promises.ts";
import type { Reply } from "../src/model/reply.ts";
import type { Scene } from "../src/model/scene.ts";
import type { Tool } from "../src/model/surface.ts";
import type { Judgement } from "../src/model/verdict.ts";

/** What is asked, over which session and which connection: the first of each is 1. */
export interface Asked {
  readonly method: string;
  readonly params: JsonObject;
  readonly visit: number;
  readonly connection: number;
}

/** A server that is easier to imagine than to write, and what stands around it. */
export interface Door {
  /** What it answers to somebody; a handshake and a call alike. */
  answer(who: Who, asked: Asked): Reply;
  /** Milliseconds that this takes; 5 when absent. */
  ms?(who: Who, turn: number): number;
  readonly identities: readonly Identity[];
  readonly promises?: Promises;
  /** Arguments that the owner gave for a tool. */
  readonly samples?: Readonly<Record<string, JsonObject>>;
  readonly provider?: Provider;
  readonly metadata?: Readonly<Record<string, Json>>;
  /** What an upstream API got, one after the other. */
  readonly upstream?: readonly Readonly<Record<string, Json>>[];
  readonly protocolVersion?: string;
  readonly capabilities?: JsonObject;
}

export const served: Reply = { kind: "result", result: { content: [{ type: "text", text: "3 orders" }] } };

/** A refusal with this status, text and challenge. */
export function refusal(status: number, body: string, challenge = ""): Reply {
  return { kind: "http-error", status, headers: challenge === "" ? {} : { "www-authenticate": challenge }, body };
}

/** A principal that has a token with these claims. */
export function person(name: string, standing: Identity["standing"], claims: JsonObject | undefined): Identity {
  const tools = [{ name: "list_orders", inputSchema: {}, annotations: { readOnlyHint: true } }];
  const admitted = standing === "user" ? shown(tools) : { ok: false as const, refused: true, why: "" };
  return {
    name,
    standing,
    tenant: undefined,
    samples: {},
    expected: () => undefined,
    expectedInList: () => undefined,
    credentials: true,
    claims,
    admitted,
  };
}

/** The same with tools and what they take, which only read. */
export function holding(identity: Identity, tools: Readonly<Record<string, JsonObject>>): Identity {
  const listed = Object.entries(tools).map(([name, properties]) => ({
    name,
    inputSchema: { type: "object", properties, required: Object.keys(properties) },
    annotations: { readOnlyHint: true },
  }));
  return { ...identity, admitted: shown(listed) };
}

/** What comes of asking as somebody who is shown these tools and nothing else. */
export function shown(tools: readonly Tool[]): Identity["admitted"] {
  const surface = {
    principal: "",
    server: { name: "door", version: "1" },
    protocolVersion: "2025-11-25",
    transport: "streamable-http",
    instructions: undefined,
    capabilities: {},
    tools,
    resources: [],
    resourceTemplates: [],
    prompts: [],
    problems: [],
  };
  return { ok: true, surface };
}

/** A result whose text is this as JSON. */
export function told(value: Json): Reply {
  return { kind: "result", result: { content: [{ type: "text", text: JSON.stringify(value) }] } };
}

/** Probes the door once, as the first subject of the check, and judges it. */
export async function judgedAt(check: Check, door: Door): Promise<Judgement> {
  const exchanges: Exchange[] = [];
  const observations: Observation[] = [];
  const arrived = [...(door.upstream ?? [])];
  let visits = 0;
  let connections = 0;
  const say = async (asked: Asked, who: Who, { role, label, facts = {} }: Step): Promise<Exchange> => {
    const id = `r1.${exchanges.length + 1}`;
    const { principal, forged } = who;
    const told = { ...facts, ...(forged === undefined ? {} : { token: forged?.says ?? "none" }) };
    const durationMs = door.ms?.(who, exchanges.length) ?? 5;
    const { method, params } = asked;
    const where = {
      principal,
      session: `s${asked.visit}`,
      round: 1,
      request: { method, params },
      sightings: [],
      atMs: 0,
    };
    const exchange = { id, role, label, facts: told, reply: door.answer(who, asked), durationMs, ...where };
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
      visits += 1;
      connections += 1;
      const visit = visits;
      const first = connections;
      const exchange = await say({ method: "initialize", params: {}, visit, connection: first }, who, step);
      const connect = () => {
        connections += 1;
        return connections;
      };
      const over: Say = (connection) => (method, params, step, as) =>
        say({ method, params, visit, connection }, as ?? who, step);
      return { exchange, visit: exchange.reply.kind === "result" ? visitOf(over, first, connect) : undefined };
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
    args: { valid: (tool: string) => ({ args: door.samples?.[tool] ?? {}, source: "sample" }), place: placeAt },
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

type Say = (connection: number) => Visit["request"];

function visitOf(over: Say, own: number, connect: () => number): Visit {
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
    request: (method, params, step, as) => over(as === undefined ? own : connect())(method, params, step, as),
    bare: (method, step, as) => over(connect())(method, {}, step, as),
    line: () => ({ request: over(connect()) }),
  };
}

function sceneOf({
  identities,
  promises = {},
  samples = {},
  protocolVersion = "2025-11-25",
  capabilities = {},
  upstream,
}: Door): Scene {
  const tools = identities.flatMap(({ admitted }) => (admitted.ok ? admitted.surface.tools : []));
  return {
    surface: { transport: "streamable-http", protocolVersion, tools: [], capabilities },
    promises,
    identities,
    upstream: upstream !== undefined,
    sampled: (tool: string) => Object.hasOwn(samples, tool),
    promisedReadOnly: () => false,
    drawsFrom: () => [],
    mayCall: () => true,
    parameters: (name: string) => parametersOf(tools.find((tool) => tool.name === name)?.inputSchema ?? {}, undefined),
  } as unknown as Scene;
}
